import type { HeaderLine } from "onefn/simulator";
import type { NetlifyEvent, NetlifyEventContext } from "../platform.js";
import { PlayedContext, withIdentity } from "./context.js";
import { type Arrival, type Invocation, type Invoked, MalformedResult } from "./host.js";
import { asJson, type LambdaEvent, lambdaEvent } from "./lambda-event.js";
import { readResult } from "./lambda-result.js";
import { identityContext } from "./network.js";

type FetchHandler = (request: Request, context: PlayedContext) => Promise<Response | void>;
type EventHandler = (event: NetlifyEvent, context: NetlifyEventContext) => Promise<unknown>;

/** The result of a call, and when the work given to it is done. */
interface Called extends Invoked {
  settled(): Promise<void>;
}

/** A request, and what the runtime passes beside it. */
interface Call {
  readonly request: Request;
  readonly context: PlayedContext;
}

/** A function: Lambda streams the Response. */
export async function callFunction(handler: FetchHandler, arrival: Arrival): Promise<Called> {
  return callFetch(handler, functionRequest(arrival), arrival);
}

/** Its Request is made from Lambda's event. */
export function functionRequest(arrival: Arrival): Call {
  const event: LambdaEvent = JSON.parse(asJson(lambdaEvent(arrival)));
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers)) {
    // Netlify's bootstrap drops a header beyond Latin-1, and fails for others that Headers rejects.
    if (!/[^\0-\xff]/.test(value)) headers.set(name, value);
  }
  const body = event.body === "" ? null : Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8");
  const init = { method: event.httpMethod, headers, body: bodyFor(arrival, body) };
  const request = new Request(event.rawUrl, init as RequestInit);
  return { request, context: new PlayedContext(event.rawUrl, headers, "us-east-2") };
}

/** Headers in which the network informs Netlify's edge runtime, hidden from the function. */
const INTERNAL = /^x-nf-(?:geo|client-connection-ip|identity-info)$/;

/** An edge function. */
export async function callEdgeFunction(handler: FetchHandler, arrival: Arrival): Promise<Called> {
  return callFetch(handler, edgeRequest(arrival), arrival);
}

/** Deno passes it the request unchanged. */
export function edgeRequest(arrival: Arrival): Call {
  const lines = arrival.headers.map(([name, value]): [string, string] => [name, value]);
  const init = {
    method: arrival.method,
    headers: lines.filter(([name]) => !INTERNAL.test(name)),
    body: streamed(bodyFor(arrival, arrival.body)),
    duplex: "half",
    signal: arrival.signal,
  };
  const request = new Request(arrival.url, init as RequestInit);
  return { request, context: new PlayedContext(arrival.url, new Headers(lines), "fra") };
}

/** Deno's own body is not a byte stream. */
function streamed(body: Uint8Array | null): ReadableStream<Uint8Array> | null {
  if (!body) return null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(body);
      controller.close();
    },
  });
}

/** The standard does not allow a GET with a body. */
function bodyFor({ method }: Arrival, body: Uint8Array | null): Uint8Array | null {
  return method === "GET" || method === "HEAD" ? null : body;
}

async function callFetch(
  handler: FetchHandler,
  { request, context }: Call,
  { user }: Arrival,
): Promise<Called> {
  const result = await withIdentity(identityContext(user), () => handler(request, context));
  const settled = () => context.settled();
  // Netlify's bootstrap answers it so.
  if (result === undefined)
    return { nativeResult: result, response: { status: 204, headers: [], body: null }, settled };
  if (!(result instanceof Response)) throw new MalformedResult("the function did not return a Response");
  const { status } = result;
  const headers: HeaderLine[] = [...new Headers(result.headers)];
  return {
    nativeResult: { status, headers },
    response: { status, headers, body: result.body as ReadableStream<Uint8Array> | null },
    settled,
  };
}

/** A handler in the style of AWS Lambda. */
export async function callHandler(
  handler: EventHandler,
  arrival: Arrival,
  { id, remaining }: Invocation,
): Promise<Called> {
  const event = lambdaEvent(arrival);
  const { "x-nf-identity-info": info, ...headers } = event.headers;
  const { "x-nf-identity-info": _, ...multiValueHeaders } = event.multiValueHeaders;
  const { url, token, user } = identityContext(arrival.user) as {
    url: string;
    token: string;
    user?: unknown;
  };
  const written = JSON.parse(asJson({ ...event, headers, multiValueHeaders }));
  const { replaceEvent } = arrival;
  const nativeResult = await handler(replaceEvent ? replaceEvent(written) : written, {
    awsRequestId: id,
    functionName: "simulated",
    clientContext: {
      custom: { netlify: info },
      identity: { url, token },
      ...(user !== undefined && { user }),
    },
    getRemainingTimeInMillis: remaining,
  });
  return { nativeResult, response: readResult(nativeResult), settled: async () => {} };
}
