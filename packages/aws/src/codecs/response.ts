import { createRecord, discardBody, headerEntries, takeBuffered } from "onefn/provider";
import { RESULT_LIMIT, type ResultBody, resultBody, withinLimit } from "./body.js";

/** A response's head with each header once and its cookies apart, which is what every wire is made of. */
export interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Record<string, string>;
  readonly cookies: readonly string[];
}

const NO_COOKIES: readonly string[] = /* @__PURE__ */ Object.freeze([]);

/**
 * Reads the head of a response. Set-Cookie is never joined: an Expires date holds a comma of its own. AWS counts the
 * body, and a length of an upstream's may be another one's; only an answer to HEAD may say how long it would be.
 */
export function readHead(response: Response, method: string): Head {
  const headers = createRecord();
  let cookies: string[] | undefined;
  headerEntries(response, (name, value) => {
    if (name !== "set-cookie") {
      if (name !== "content-length" || method === "HEAD") headers[name] = value;
    } else if (cookies) cookies.push(value);
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
  method(event: Event): string;
  result(head: Head, body: ResultBody, event: Event): Result;
  limit?(event: Event): number;
}

/** Puts head and body together once the body is read; only a stream has to be waited for. */
export function encodeWith<Event, Result extends object>(
  response: Response,
  wire: ResultMaker<Event, Result>,
  event: Event,
): Result | Promise<Result> {
  const method = wire.method(event);
  const head = readHead(response, method);
  const body = method === "HEAD" ? discardBody(response) : takeBuffered(response);
  return body instanceof Promise
    ? body.then((bytes) => resultOf(wire, event, head, bytes))
    : resultOf(wire, event, head, body);
}

function resultOf<Event, Result extends object>(
  wire: ResultMaker<Event, Result>,
  event: Event,
  head: Head,
  bytes: string | Uint8Array | null,
): Result {
  const body = resultBody(bytes, head.headers);
  const result = wire.result(head, body, event);
  withinLimit(result, body, wire.limit?.(event) ?? RESULT_LIMIT);
  return result;
}

/**
 * Cookies for wires that take one value a name: each further one goes under another spelling of the name, which
 * only differs in letter case. They leave as headers of their own; there is room for 1024.
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
