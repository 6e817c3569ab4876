import { HttpError } from "onefn";

/** The header and the query parameter that name a wire. The parameter is for browsers, which cannot set headers. */
export const WIRE_HEADER = "x-onefn-as";
const PARAMETER = "onefn-as";

/** The wire that a request names, or undefined. */
export function askedWire(header: string | null, target: string): string | undefined {
  const query = target.indexOf("?");
  const parameter = query === -1 ? null : new URLSearchParams(target.slice(query)).get(PARAMETER);
  return header ?? parameter ?? undefined;
}

/** The target without the parameter. The rest of the query keeps the client's encoding. */
export function withoutWire(target: string): string {
  const query = target.indexOf("?");
  if (query === -1) return target;
  const path = target.slice(0, query);
  const pairs = target.slice(query + 1).split("&");
  const rest = pairs.filter((pair) => pair !== PARAMETER && !pair.startsWith(`${PARAMETER}=`));
  if (rest.length === pairs.length) return target;
  return rest.length === 0 ? path : `${path}?${rest.join("&")}`;
}

/** The error for a wire that does not exist. */
export function unknownWire(
  /** Such as `requests`. */
  what: string,
  asked: string,
  known: readonly string[],
): HttpError {
  const wires = known.length > 0 ? known.join(", ") : "none";
  // The answer repeats what the client sent: keep browsers from reading it as a page.
  return new HttpError(
    400,
    `Unknown wire "${shown(asked)}" for ${what}, named by \`${WIRE_HEADER}\` or \`${PARAMETER}\`. Known: ${wires}.`,
    { headers: { "x-content-type-options": "nosniff" } },
  );
}

/** The name in printable form: it can be anything, of any length. */
function shown(asked: string): string {
  const text = asked.replace(/[^\x20-\x7e]/g, "?");
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
