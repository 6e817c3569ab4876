import { createRecord, headerEntries, takeBuffered } from "onefn/provider";
import { RESULT_LIMIT, type ResultBody, resultBody, withinLimit } from "./body.js";

/** The head of a response, with each header once and its cookies separate: what every wire's result is made of. */
export interface ResultHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Record<string, string>;
  readonly cookies: readonly string[];
}

const NO_COOKIES: readonly string[] = /* @__PURE__ */ Object.freeze([]);

/** Reads the head of a response. Set-Cookie is never joined: an Expires date contains a comma. */
export function readHead(response: Response): ResultHead {
  const headers = createRecord();
  let cookies: string[] | undefined;
  headerEntries(response, (name, value) => {
    if (name !== "set-cookie") headers[name] = value;
    else if (cookies) cookies.push(value);
    else cookies = [value];
  });
  return {
    status: response.status,
    statusText: response.statusText,
    headers,
    cookies: cookies ?? NO_COOKIES,
  };
}

/** The part of a wire that makes results. */
interface ResultMaker<Event, Result> {
  result(head: ResultHead, body: ResultBody, event: Event): Result;
  limit?(event: Event): number;
}

/** Combines head and body once the body is read. Only a stream is asynchronous. */
export function encodeWith<Event, Result extends object>(
  response: Response,
  wire: ResultMaker<Event, Result>,
  event: Event,
): Result | Promise<Result> {
  const head = readHead(response);
  const body = takeBuffered(response);
  return body instanceof Promise
    ? body.then((bytes) => resultOf(wire, event, head, bytes))
    : resultOf(wire, event, head, body);
}

function resultOf<Event, Result extends object>(
  wire: ResultMaker<Event, Result>,
  event: Event,
  head: ResultHead,
  bytes: string | Uint8Array | null,
): Result {
  const body = resultBody(bytes, head.headers);
  const result = wire.result(head, body, event);
  withinLimit(result, body, wire.limit?.(event) ?? RESULT_LIMIT);
  return result;
}

/**
 * Cookies for wires with one value for each name: each further one gets another spelling of the name, which differs
 * only in letter case. They are sent as separate headers; there is room for 1024.
 */
export function cookieSpellings(cookies: readonly string[]): Record<string, string> {
  const spelled: Record<string, string> = {};
  for (const [index, cookie] of cookies.entries()) spelled[spelling(index)] = cookie;
  return spelled;
}

/** The bits of the index say which letters of the name are in upper case. */
function spelling(index: number): string {
  let bits = index;
  return "set-cookie".replace(/[a-z]/g, (letter) => {
    const upper = bits % 2 === 1;
    bits = Math.floor(bits / 2);
    return upper ? letter.toUpperCase() : letter;
  });
}
