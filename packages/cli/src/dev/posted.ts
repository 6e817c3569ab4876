import { HttpError, OnefnError, text } from "onefn";
import { askedWire, unknownWire, WIRE_HEADER } from "./asked-wire.js";

/** Refuses every method but POST. @throws HttpError 405 */
export function onlyPost({ method }: Request, noun: string): void {
  if (method === "POST") return;
  throw new HttpError(405, `Use POST. The request's body is the ${noun}.`, { headers: { allow: "POST" } });
}

/**
 * The wire that a request names, or else the first one that can carry what is sent.
 *
 * @param what is sent, such as `messages`.
 * @throws HttpError 400 if there is none.
 */
export function chosenWire<Wire>(
  { headers, url }: Request,
  what: string,
  able: ReadonlyMap<string, Wire>,
): readonly [name: string, wire: Wire] {
  const [first] = able;
  if (!first) throw new HttpError(400, `No installed provider has a wire for ${what}.`);
  const asked = askedWire(headers.get(WIRE_HEADER), url);
  if (asked === undefined) return first;
  const wire = able.get(asked);
  if (!wire) throw unknownWire(what, asked, [...able.keys()]);
  return [asked, wire];
}

/** What the source would not send, such as an empty message or a record that is too large: its error says why. */
export function refuse(error: unknown): never {
  throw error instanceof OnefnError ? new HttpError(400, error.message) : error;
}

/** What became of it, as JSON that is indented because people read it. */
export function reported(wire: string, report: object): Response {
  return text(`${JSON.stringify({ wire, ...report }, null, 2)}\n`, {
    headers: { "content-type": "application/json", "x-onefn-wire": wire },
  });
}
