import type { NumberFormat } from "onefn/provider";

/** A document's fields by their names. */
export type Fields = Readonly<Record<string, unknown>>;

/** A document before or after a change. */
export interface Document {
  /** `projects/P/databases/D/documents/COLLECTION/ID`. */
  readonly name: string;
  /** Its fields, decoded at each call. */
  fields(numbers: NumberFormat): Fields;
}

/** The two states of a document in an event; undefined where there is no document. */
export interface Documents {
  readonly before?: Document | undefined;
  readonly after?: Document | undefined;
}

/** Adds a field. A plain assignment of `__proto__` would set the prototype, and lose the value. */
export function setField(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") fields[name] = value;
  else Object.defineProperty(fields, name, { value, configurable: true, enumerable: true, writable: true });
}

/** A geographical point. Google leaves out a coordinate that is zero. */
export function pointOf({ latitude = 0, longitude = 0 }: { latitude?: number; longitude?: number }): object {
  return { latitude, longitude };
}

/** A double: `numbers: "string"` asks for each number as a text. */
export function doubleOf(value: number, numbers: NumberFormat): number | string {
  if (numbers === "exact") return value;
  return Object.is(value, -0) ? "-0" : `${value}`;
}

/** The list of numbers, if a map is how Firestore stores a vector; else the map. */
export function listIfVector(map: Fields): unknown {
  return map.__type__ === "__vector__" && Array.isArray(map.value) ? map.value : map;
}
