/** What one generated program of calls led to, step by step. */
export type Outcomes = readonly (readonly [step: string, outcome: unknown])[];

/** Writes down what each call led to. */
export class Recorder {
  readonly outcomes: [string, unknown][] = [];

  /** Records a value, or the name of the error. */
  async step<T>(name: string, call: () => T): Promise<Awaited<T> | undefined> {
    try {
      const value = await call();
      this.outcomes.push([name, describe(value)]);
      return value;
    } catch (error) {
      this.outcomes.push([name, `throws ${error instanceof Error ? error.constructor.name : String(error)}`]);
      return undefined;
    }
  }
}

export function bytesIn(buffer: ArrayBuffer): string {
  return Buffer.from(buffer).toString("latin1");
}

/** Values as JSON can compare them; the boundary of a form is every implementation's own. */
export function describe(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return { buffer: describe(bytesIn(value)) };
  if (value instanceof Uint8Array)
    return { array: value.constructor.name, bytes: describe(Buffer.from(value).toString("latin1")) };
  if (typeof value === "string")
    return value.replace(/-{4}(formdata-undici|onefn)-[\w-]+?(?=(--)?(\s|$|"|,))/g, "BOUNDARY");
  if (Array.isArray(value)) return value.map(describe);
  if (value === undefined) return "undefined";
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) !== Object.prototype) {
    return Object.prototype.toString.call(value);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, describe(member)]));
  }
  return value;
}
