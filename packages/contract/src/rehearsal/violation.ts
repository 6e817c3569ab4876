/** Something that must hold does not. */
export class Violation extends Error {
  override readonly name = "Violation";
  /** The name of the invariant. */
  readonly invariant: string;

  constructor(invariant: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.invariant = invariant;
  }
}
