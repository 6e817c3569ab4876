import { type HeaderList, indexOfHeader, toHeaderList } from "./header-list.js";

/** The checked status and headers of a response. */
export interface ResponseParts {
  readonly status: number;
  readonly statusText: string;
  readonly list: HeaderList;
}

const REASON_PHRASE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Checks the parts of a Response, as its constructor does.
 *
 * @param type the content type that the body implies. Undefined: none. Null: there is no body.
 * @throws RangeError for a status outside 200 to 599; TypeError for anything else that HTTP does not allow.
 * @see https://fetch.spec.whatwg.org/#initialize-a-response
 */
export function checkResponse(
  init: ResponseInit | null | undefined,
  type: string | null | undefined,
): ResponseParts {
  const { status = 200, statusText = "", headers } = dictionary(init);
  const code = status & 0xffff;
  if (code < 200 || code > 599) throw new RangeError(`Response: invalid status ${code}.`);
  const reason = `${statusText}`;
  if (reason && !REASON_PHRASE.test(reason)) throw new TypeError("Response: invalid statusText.");
  // Most responses made by a helper have one header. A list that begins with it takes a third of the time of one that
  // grows.
  const list = headers === undefined && type ? ["content-type", type] : toHeaderList(headers);
  if (type !== null) {
    if (code === 204 || code === 205 || code === 304)
      throw new TypeError(`Response: status ${code} allows no body.`);
    if (type && indexOfHeader(list, "content-type") < 0) list.push("content-type", type);
  }
  return { status: code, statusText: reason, list };
}

/** WebIDL: an absent dictionary is empty; a primitive is an error. @throws TypeError */
export function dictionary<T extends object>(init: T | null | undefined): Partial<T> {
  if (init === undefined || init === null) return NONE;
  if (typeof init !== "object" && typeof init !== "function")
    throw new TypeError("Options must be an object.");
  return init;
}

const NONE = /* @__PURE__ */ Object.freeze({});

export const LIST: unique symbol = Symbol.for("onefn.response.list") as never;
export const RELEASE: unique symbol = Symbol.for("onefn.response.release") as never;

export type Sent = string | Uint8Array | ReadableStream<Uint8Array> | Response | null;

/** How an encoder takes a light Response apart, without Headers and streams in between. */
export interface Sendable {
  /** Its headers; undefined once native Headers hold them. */
  [LIST](): HeaderList | undefined;
  /** Takes the content out. @throws TypeError if it was already read. */
  [RELEASE](): Sent;
}
