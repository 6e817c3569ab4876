import { headerEntries } from "onefn/provider";
import type { AzureResult } from "../native.js";
import { toCookie } from "./cookies.js";

/** The body of a result, or `null` if there is none. */
export type ResultBody = string | Uint8Array | ReadableStream<Uint8Array> | null;

const encoder = new TextEncoder();

/** A result without its body yet. */
interface ResultHead {
  readonly result: AzureResult;
  /** Whether it has a content type. */
  readonly typed: boolean;
}

/** Reads the head of a response before its body, because an error in it is not a failure of the body. */
export function readHead(response: Response): ResultHead {
  const headers: [string, string][] = [];
  const cookies: string[] = [];
  let typed = false;
  headerEntries(response, (name, value) => {
    if (name === "set-cookie") cookies.push(value);
    else headers.push([name, value]);
    typed ||= name === "content-type";
  });
  const result: AzureResult = { status: response.status, headers };
  if (cookies.length > 1) result.cookies = cookies.map(toCookie);
  // A single header of this name arrives unchanged everywhere.
  else if (cookies[0] !== undefined) headers.push(["set-cookie", cookies[0]]);
  return { result, typed };
}

/** Combines head and body for the library. */
export function resultOf({ result, typed }: ResultHead, body: ResultBody): AzureResult {
  // The library's Response would add a content type to a string.
  if (body !== null) result.body = typeof body === "string" && !typed ? encoder.encode(body) : body;
  return result;
}
