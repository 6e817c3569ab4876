import type { Caller } from "onefn/simulator";

/** A request in a few words, such as `"/hello"`, `"POST /orders?dry=1"` or a URL with a host; or a whole Request. */
export type RequestWords = string | Request;

/** What a request in words has besides, and who sends it. */
export interface RequestDetails extends Omit<Caller, "replaceEvent"> {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** An object is sent as JSON. */
  readonly body?: string | Uint8Array | object | undefined;
}

const WORDS = /^(?:([A-Z]+) )?(\S+)$/;

/**
 * The Request that words stand for. A Request is copied, so that its own body can still be read.
 * @throws TypeError where the words are none.
 */
export function toRequest(words: RequestWords, { headers, body }: RequestDetails = {}): Request {
  if (typeof words !== "string") return words.clone();
  const [, method, target] = WORDS.exec(words) ?? [];
  if (!target)
    throw new TypeError(`[onefn/aws] "${words}" is no request in words. Write "POST /orders?dry=1".`);
  const json = typeof body === "object" && !(body instanceof Uint8Array);
  const lines = new Headers(headers);
  if (json && !lines.has("content-type")) lines.set("content-type", "application/json");
  return new Request(new URL(target, "https://api.example.com"), {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: lines,
    ...(body !== undefined && { body: json ? JSON.stringify(body) : (body as string) }),
  });
}
