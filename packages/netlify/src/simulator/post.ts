import type { WrittenRequest } from "onefn/simulator";
import { within } from "onefn/simulator";
import type { NetlifyInstance } from "./host.js";
import { writtenHeaders } from "./network.js";

/** What came back for a request of Netlify's own. */
export interface Posted {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Bytes of a request's body, which travels in an event of AWS Lambda. */
const REQUEST_LIMIT = 6 * 1024 * 1024;

/**
 * Sends a request of Netlify's own to the functions, past the network's front door. Rejects with what the function threw,
 * and when its time is over.
 *
 * @param id the request's.
 * @param timeout milliseconds.
 */
export async function post(
  running: NetlifyInstance,
  { method = "POST", path, headers, body }: WrittenRequest,
  id: string,
  timeout: number,
): Promise<Posted> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  if (bytes.length > REQUEST_LIMIT) return { status: 413, headers: {}, body: "Payload Too Large" };
  let ended = () => {};
  const answered = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const end = Date.now() + timeout;
  try {
    const arrival = {
      method,
      url: `https://simulated.netlify.app${path}`,
      headers: [
        ...Object.entries({ ...headers, "content-length": `${bytes.length}` }),
        ...writtenHeaders([], "simulated.netlify.app", "127.0.0.1", id),
      ],
      body: bytes,
      brokenBase64: false,
      replaceEvent: undefined,
      user: undefined,
      signal: new AbortController().signal,
    };
    const invocation = { id, answered, remaining: () => end - Date.now() };
    const invoked = await within(timeout, running.invoke(arrival, invocation));
    if (!invoked) throw new Error("The invocation ran out of time.");
    const { status, headers: lines, body: stream } = invoked.response;
    return { status, headers: Object.fromEntries(lines), body: await new Response(stream as never).text() };
  } finally {
    ended();
  }
}
