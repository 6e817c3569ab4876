/** Headers as the wires carry them: one value a name, several, or CloudFront's pairs of key and value. */
export type WireHeaders = Readonly<Record<string, WireHeader | null | undefined>> | null | undefined;

type WireHeader = string | readonly (string | { readonly value: string })[];

/**
 * One header's value, repeated ones joined as HTTP does. Some wires keep the client's letter case, and so do local
 * emulators of those that do not; what is no string or list (an inherited name such as `constructor`) is no header.
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

/** Every header in the wire's order, names in lower case; a repeated header comes repeatedly. */
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
