/** Headers as the wires carry them: one value for each name, several, or CloudFront's pairs of key and value. */
export type WireHeaders = Readonly<Record<string, WireHeader | null | undefined>> | null | undefined;

type WireHeader = string | readonly (string | { readonly value: string })[];

/**
 * One header's value, repeated ones joined as in HTTP. Some wires keep the client's letter case, and so do local
 * emulators of those that do not. A value that is not a string or a list (an inherited name such as `constructor`) is
 * not a header.
 *
 * @param name in lower case.
 */
export function headerOf(headers: WireHeaders, name: string): string | null {
  if (!headers) return null;
  const exact = headers[name];
  if (typeof exact === "string") return exact;
  let found: string | null = null;
  for (const key of Object.keys(headers)) {
    if (key.length !== name.length || key.toLowerCase() !== name) continue;
    for (const value of valuesOf(headers[key])) {
      found = found === null ? value : `${found}${name === "cookie" ? "; " : ", "}${value}`;
    }
  }
  return found;
}

/** All headers in the wire's order, names in lower case. A repeated header appears repeatedly. */
export function* headersOf(headers: WireHeaders): Iterable<readonly [name: string, value: string]> {
  if (!headers) return;
  for (const key of Object.keys(headers)) {
    const name = key.toLowerCase();
    for (const value of valuesOf(headers[key])) yield [name, value];
  }
}

function valuesOf(header: WireHeader | null | undefined): readonly string[] {
  if (typeof header === "string") return [header];
  if (!Array.isArray(header)) return [];
  return header
    .map((each: string | { readonly value?: unknown } | null) =>
      typeof each === "string" ? each : each?.value,
    )
    .filter((value): value is string => typeof value === "string");
}
