import { inChunks, type WrittenRequest, within } from "onefn/simulator";
import { send } from "./client.js";
import type { RunningServer } from "./host.js";

/** What came back for a request that brought an event. */
export interface Answer {
  readonly nativeResult?: { readonly status: number; readonly headers: object; readonly body: string };
  readonly error?: unknown;
}

/** Milliseconds that a sender waits for an answer. */
const PATIENCE = 30_000;

/** Sends a request that brings an event. What is not answered in time is an error, as a connection that breaks is. */
export async function push(
  running: RunningServer,
  written: WrittenRequest,
  timeout: number = PATIENCE,
): Promise<Answer> {
  try {
    running.prepare?.();
    const nativeResult = await within(timeout, post(running, written));
    await running.logged?.();
    return nativeResult
      ? { nativeResult }
      : { error: new Error(`There was no answer within ${timeout} ms.`) };
  } catch (error) {
    return { error };
  }
}

/** Sends one request over a connection, and reads all of its answer. */
async function post(
  { url }: RunningServer,
  { method = "POST", path, headers, body, chunked }: WrittenRequest,
): Promise<NonNullable<Answer["nativeResult"]>> {
  const init = { method, headers, body: chunked ? inChunks(body) : body, duplex: "half" };
  const response = await send({
    request: new Request(`https://events.example${path}`, init as RequestInit),
    caller: {},
    to: url,
    connected: () => {},
    answered: () => {},
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

/**
 * A document as the body of a request. What somebody else sends in its place and is no document comes as bytes:
 * functions-framework answers 400 to such JSON before any function sees it.
 */
export function asJson(document: unknown): Pick<WrittenRequest, "headers" | "body"> {
  const type = typeof document === "object" && document !== null ? "json" : "octet-stream";
  return { headers: { "content-type": `application/${type}` }, body: JSON.stringify(document) };
}
