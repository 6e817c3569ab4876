/** The pairs of a raw query, in order, as the client wrote them. A name without `=` has an empty value. */
export function rawPairs(query: string): [name: string, value: string][] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      return equals === -1 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    });
}

/** The same pairs, decoded like a form. */
export function decodedPairs(query: string): [name: string, value: string][] {
  return [...new URLSearchParams(query)];
}

/** Values by name, in order. */
export function byName(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return values;
}
