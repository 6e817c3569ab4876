import {
  announcedSize,
  type ContextReaders,
  errorResponse,
  type HttpCodec,
  parseTraceparent,
  passRequest,
  passResponse,
} from "onefn/provider";
import { clientOf } from "../client.js";
import { identityOf } from "../identity.js";
import type { NetlifyContext } from "../platform.js";

type MaybeContext = NetlifyContext | undefined;

/** Where Netlify keeps what its Identity says of the request that is being handled. */
interface IdentityHolder {
  readonly netlifyIdentityContext?: Readonly<Record<string, unknown>> | null;
}

const readers: ContextReaders<Request, MaybeContext> = {
  region: (_, context) => context?.server?.region || undefined,
  requestId: (_, context) => context?.requestId || undefined,
  // The edge tells when a client has gone, and functions when their time is nearly up, where Netlify lets them.
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

/** Requests and responses of the Fetch standard, in Functions and in Edge Functions. */
export const fetch: HttpCodec<Request, Response, MaybeContext> = {
  arity: "single",
  trigger: "fetch",
  // An event in the style of AWS Lambda has headers of another kind.
  matches: (native) => typeof (native as Partial<Request> | null)?.headers?.get === "function",
  decode: passRequest,
  encode: (response, _, encoding) => passResponse(response, encoding),
  fail: errorResponse,
  bodySize: announcedSize,
  context: readers,
};
