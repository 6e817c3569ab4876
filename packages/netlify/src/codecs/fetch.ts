import {
  adaptRequest,
  adaptResponse,
  announcedSize,
  type ContextReaders,
  type HttpCodec,
  parseTraceparent,
} from "onefn/provider";
import { clientOf } from "../client.js";
import { identityOf } from "../identity-context.js";
import type { NetlifyContext } from "../platform.js";

type MaybeContext = NetlifyContext | undefined;

/** Where Netlify keeps what its Identity knows about the current request. */
interface IdentityHolder {
  readonly netlifyIdentityContext?: Readonly<Record<string, unknown>> | null;
}

const readers: ContextReaders<Request, MaybeContext> = {
  region: (_, context) => context?.server?.region || undefined,
  requestId: (_, context) => context?.requestId || undefined,
  // On the edge, this aborts when a client has gone; in functions, shortly before the deadline, if Netlify supports
  // it.
  disconnect: ({ signal }) => signal,
  trace: ({ headers }) => parseTraceparent(headers.get("traceparent"), headers.get("tracestate")),
  client: ({ headers }, context, options) =>
    clientOf(context?.ip, context?.geo, headers.get("x-forwarded-for"), options),
  auth: () => identityOf((globalThis as IdentityHolder).netlifyIdentityContext),
  waitUntil(promise, _, context) {
    if (!context?.waitUntil) return false;
    context.waitUntil(promise);
  },
};

/** Requests and Responses of the Fetch standard, in Functions and in Edge Functions. */
export const fetch: HttpCodec<Request, Response, MaybeContext> = {
  kind: "http",
  trigger: "fetch",
  // The headers of an event in the style of AWS Lambda are a plain object.
  matches: (native) => typeof (native as Partial<Request> | null)?.headers?.get === "function",
  decode: adaptRequest,
  encode: (response, call) => adaptResponse(response, call),
  bodySize: announcedSize,
  context: readers,
};
