/** What is left of a value that travels as JSON. */
export function overJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
