/** A builder, the provider's own type that must accept what it builds, and what it builds. */
export type TypedRow = readonly [builder: string, type: OwnType, built: Built, differs?: Difference];

/** In what the provider's type is not what the provider sends. */
export interface Difference {
  readonly why: string;
  /** The value as the type wants it. Without this, the type must refuse it; else the difference is gone. */
  // biome-ignore lint/suspicious/noExplicitAny: events of every shape.
  readonly adjust: (event: any) => unknown;
}

/** A type of a package that the provider's own package has among its development dependencies. */
export interface OwnType {
  /** Absent: a type of the language or the web. */
  readonly from?: string;
  /** Such as `SQSEvent`. */
  readonly type: string;
  /** Members that the builder leaves out, as a union of texts. */
  readonly without?: string;
}

/** An expression with the builder's name, and the value that it makes. */
export interface Call {
  readonly expression: string;
  value(): unknown;
}

/**
 * A value, whose every member is compared with the type: one that the type does not know is an error, too. Or an
 * expression, whose type is compared, because what is built has methods. Or a call, of which both are compared.
 */
type Built = (() => unknown) | string | Call;

/** Builders whose events have no published type, and why. */
export type WithoutType = Readonly<Record<string, string>>;

/** Stands for a member that is there and undefined, which JSON cannot say. */
export const UNDEFINED = "<undefined>";
