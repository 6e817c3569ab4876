import type { Caller } from "./call-wire.js";

/** A short description of a request, such as `"/hello"`, `"POST /orders?dry=1"` or a URL with a host; or a Request. */
export type RequestWords = string | Request;

/** Further parts of a described request, and its sender. */
export interface RequestDetails extends Omit<Caller, "replaceEvent"> {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** An object is sent as JSON. */
  readonly body?: string | Uint8Array | object | undefined;
}

const WORDS = /^(?:([A-Z]+) )?(\S+)$/;

/**
 * The Request for a description. A Request is copied, so that its own body can still be read.
 * @throws TypeError for an invalid description.
 */
export function toRequest(words: RequestWords, { headers, body }: RequestDetails = {}): Request {
  if (typeof words !== "string") return words.clone();
  const [, method, target] = WORDS.exec(words) ?? [];
  if (!target)
    throw new TypeError(`[onefn] "${words}" does not describe a request. Write "POST /orders?dry=1".`);
  const json = typeof body === "object" && !(body instanceof Uint8Array);
  const lines = new Headers(headers);
  if (json && !lines.has("content-type")) lines.set("content-type", "application/json");
  return new Request(new URL(target, "https://api.example.com"), {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: lines,
    ...(body !== undefined && { body: json ? JSON.stringify(body) : (body as string) }),
  });
}
