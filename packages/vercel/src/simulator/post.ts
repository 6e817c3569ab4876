import type { AdaptOptions, EventOptions } from "onefn/provider";
import { type Load, type WrittenRequest, within } from "onefn/simulator";
import type { VercelInstance } from "./host.js";
import { newId, REQUEST_LIMIT, refusal } from "./proxy.js";

/** What the functions are adapted with unless a deployment says otherwise. */
export const CHECKED: EventOptions = { events: { verify: "platform" } };

/** What came back for a request. */
export interface Answered {
  readonly status: number;
  readonly headers: object;
  readonly body: string;
}

/**
 * Where events are taken: beside http functions, or everywhere.
 *
 * @param alone the path of requests, if they are taken everywhere.
 */
export function pathOf(load: Load, { events }: AdaptOptions & EventOptions, alone: string): () => string {
  const [source] = [events ?? []].flat();
  return () => {
    const functions = Object.values({ ...load(), itself: load() });
    return source?.path ?? (functions.some((fn) => Object(fn).kind === "http") ? "/_events" : alone);
  };
}

/** Passes one request to the functions, and reads all of their answer. */
export async function post(
  running: VercelInstance,
  { method, path, headers, body }: WrittenRequest,
  { timeout, id = newId() }: { readonly timeout: number; readonly id?: string | undefined },
): Promise<Answered> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  let ended = () => {};
  const answered = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const request = {
    method: method ?? (bytes.length > 0 || "ce-type" in headers ? "POST" : "GET"),
    target: path,
    headers: [
      ...Object.entries({ ...headers, "x-vercel-id": id, "content-length": `${bytes.length}` }),
      ["x-forwarded-host", "simulated.vercel.app"] as const,
    ],
    body: bytes.length > 0 ? bytes : null,
  };
  const deadline = new Date(Date.now() + timeout).toISOString();
  try {
    const response =
      bytes.length > REQUEST_LIMIT
        ? refusal(413, "FUNCTION_PAYLOAD_TOO_LARGE")
        : await within(timeout, running.invoke(request, { id, answered, deadline }));
    if (!response) throw new Error("The invocation ran out of time.");
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } finally {
    ended();
  }
}
