import { headerEntries } from "onefn/provider";
import type { AzureRequest, AzureResult } from "../native.js";
import { toCookie } from "./cookies.js";

/** The body of a result; `null` where there is none. */
export type ResultBody = string | Uint8Array | ReadableStream<Uint8Array> | null;

const encoder = new TextEncoder();

/** A result that has no body yet. */
interface Head {
  readonly result: AzureResult;
  /** Whether it says what its body is. */
  readonly typed: boolean;
}

/** Reads the head of a response: before its body, since what is wrong with it is no failure of that. */
export function readHead(response: Response, { method }: AzureRequest): Head {
  const headers: [string, string][] = [];
  const cookies: string[] = [];
  let typed = false;
  headerEntries(response, (name, value) => {
    if (name === "set-cookie") cookies.push(value);
    // The host counts the body. An answer to HEAD may say how long it would be.
    else if (name !== "content-length" || method === "HEAD") headers.push([name, value]);
    typed ||= name === "content-type";
  });
  const result: AzureResult = { status: response.status, headers };
  if (cookies.length > 1) result.cookies = cookies.map(toCookie);
  // One header of the name survives everywhere, and as it is.
  else if (cookies[0] !== undefined) headers.push(["set-cookie", cookies[0]]);
  return { result, typed };
}

/** Puts head and body together for the library. */
export function resultOf({ result, typed }: Head, body: ResultBody): AzureResult {
  // The library's Response would give a string a content type.
  if (body !== null) result.body = typeof body === "string" && !typed ? encoder.encode(body) : body;
  return result;
}
