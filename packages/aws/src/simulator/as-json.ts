/** What JSON makes of a value: a copy, which may be changed. A `Date` becomes a text. */
export type Json<Value> = Value extends { toJSON(): infer Written }
  ? Json<Written>
  : Value extends object
    ? { -readonly [Name in keyof Value]: Json<Value[Name]> }
    : Value;

/** An event as it travels. */
export function asJson<Value>(value: Value): Json<Value> {
  return JSON.parse(JSON.stringify(value));
}
