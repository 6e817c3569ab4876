import { dictionary } from "./dictionary.js";
import { type HeaderList, indexOfHeader, toHeaderList } from "./header-list.js";

/** The head of a response, checked. */
export interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly list: HeaderList;
}

const REASON_PHRASE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Checks what a Response is made of, as its constructor does.
 *
 * @param type the content type that the body brings; undefined: none. null: there is no body.
 * @throws RangeError for a status outside of 200 to 599; TypeError for anything else that HTTP does not allow.
 * @see https://fetch.spec.whatwg.org/#initialize-a-response
 */
export function toHead(init: ResponseInit | null | undefined, type: string | null | undefined): Head {
  const { status = 200, statusText = "", headers } = dictionary(init);
  const code = status & 0xffff;
  if (code < 200 || code > 599) throw new RangeError(`${code} is no status of a response.`);
  const reason = `${statusText}`;
  if (reason && !REASON_PHRASE.test(reason)) throw new TypeError("The status text is no reason phrase.");
  // Most answers of a helper have one header, and a list that begins with it takes a third of one that grows.
  const list = headers === undefined && type ? ["content-type", type] : toHeaderList(headers);
  if (type !== null) {
    if (code === 204 || code === 205 || code === 304)
      throw new TypeError(`A response with status ${code} has no body.`);
    if (type && indexOfHeader(list, "content-type") < 0) list.push("content-type", type);
  }
  return { status: code, statusText: reason, list };
}
