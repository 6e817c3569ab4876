/** A value after a round trip through JSON. */
export function overJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
