import { HttpError } from "onefn";

/** The header and the query parameter that name a way; browsers cannot set headers. */
export const WAY_HEADER = "x-onefn-as";
const PARAMETER = "onefn-as";

/** The way that a request asks for; undefined when it asks for none. */
export function askedWay(header: string | null, target: string): string | undefined {
  const query = target.indexOf("?");
  const parameter = query === -1 ? null : new URLSearchParams(target.slice(query)).get(PARAMETER);
  return header ?? parameter ?? undefined;
}

/** The target without the parameter. The rest of the query stays as it was written: its encoding is the client's. */
export function withoutWay(target: string): string {
  const query = target.indexOf("?");
  if (query === -1) return target;
  const path = target.slice(0, query);
  const pairs = target.slice(query + 1).split("&");
  const rest = pairs.filter((pair) => pair !== PARAMETER && !pair.startsWith(`${PARAMETER}=`));
  if (rest.length === pairs.length) return target;
  return rest.length === 0 ? path : `${path}?${rest.join("&")}`;
}

/** What a client is told who asks for a way that is not there. */
export function unknownWay(
  what: "requests" | "messages",
  asked: string,
  known: readonly string[],
): HttpError {
  const ways = known.length > 0 ? known.join(", ") : "none";
  // The answer is plain text to whoever asked on this machine, and no browser shall take it for a page.
  return new HttpError(
    400,
    `There is no way "${shown(asked)}" for ${what}; \`${WAY_HEADER}\` or \`${PARAMETER}\` asked for it. Known: ${ways}.`,
    { headers: { "x-content-type-options": "nosniff" } },
  );
}

/** A way that is nobody's can be anything: text of one line, and not much of it. */
function shown(asked: string): string {
  const text = asked.replace(/[^\x20-\x7e]/g, "?");
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
