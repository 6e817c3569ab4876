import type { Context } from "onefn";
import type { AsyncWorkloadEvent } from "./workloads/library.js";

export type { IdentityHook, IdentityMetadata } from "./codecs/identity-responses.js";
export { identityResponse } from "./codecs/identity-responses.js";
export type { AsyncWorkloadEvent } from "./workloads/library.js";

/**
 * The context that Netlify passes to functions and edge functions, as far as onefn or users need it.
 * @see https://docs.netlify.com/functions/api/#netlify-specific-context-object
 */
export interface NetlifyContext {
  readonly ip?: string;
  readonly geo?: NetlifyGeo;
  readonly requestId?: string;
  readonly server?: { readonly region?: string };
  /** The site that the function belongs to. */
  readonly site?: { readonly id?: string; readonly name?: string; readonly url?: string };
  /** The deploy that the function belongs to; `context` is `production`, `deploy-preview`, ... */
  readonly deploy?: { readonly id?: string; readonly context?: string; readonly published: boolean };
  readonly account?: { readonly id?: string };
  /** The named parts of `config.path`. */
  readonly params?: Readonly<Record<string, string>>;
  waitUntil?(promise: Promise<unknown>): void;
}

/** Where Netlify locates the client. */
export interface NetlifyGeo {
  readonly city?: string;
  readonly country?: { readonly code?: string; readonly name?: string };
  readonly subdivision?: { readonly code?: string; readonly name?: string };
  readonly latitude?: number;
  readonly longitude?: number;
  readonly timezone?: string;
}

/**
 * The event that Netlify passes to a Lambda-compatible handler, as far as onefn reads it.
 * @see https://docs.netlify.com/functions/lambda-compatibility/
 */
export interface NetlifyEvent {
  /** The whole URL, as the client sent it. */
  readonly rawUrl: string;
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>>;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean;
}

/** The context that goes with a {@link NetlifyEvent}, as far as onefn reads it. */
export interface NetlifyEventContext {
  readonly awsRequestId?: string;
  readonly functionName?: string;
  /** What Netlify Identity knows: `identity` with an administrator's token, and `user` with a user's claims. */
  readonly clientContext?: Readonly<Record<string, unknown>> | undefined;
  getRemainingTimeInMillis?(): number;
}

/** What `context.platform` holds on Netlify. */
export type NetlifyPlatform = FetchPlatform | EventPlatform | WorkloadPlatform;

/** The request of a function or an edge function. */
export interface FetchPlatform {
  readonly wire: "fetch";
  /** Netlify's request. Its body is one stream: read it either here or from the portable Request. */
  readonly request: Request;
  readonly context: NetlifyContext;
}

/** The event of a Lambda-compatible handler. */
export interface EventPlatform {
  readonly wire: "event";
  readonly event: NetlifyEvent;
  readonly context: NetlifyEventContext;
}

/** The event of an Async Workload. */
export interface WorkloadPlatform {
  readonly wire: "workload";
  /** The library's event: its `step` runs parts of the work once, its `sendEvent` sends further events. */
  readonly event: AsyncWorkloadEvent;
  readonly context: NetlifyContext;
}

/**
 * Whether a context is Netlify's; types `platform` when it is.
 *
 * @example
 * if (isNetlify(context) && context.platform.wire === "fetch") context.platform.context.deploy?.id;
 */
export function isNetlify<C extends Context>(
  context: C,
): context is C & { readonly provider: "netlify"; readonly platform: NetlifyPlatform } {
  return context.provider === "netlify";
}
