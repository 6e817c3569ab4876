import type { Log } from "./log.js";
import type { Trace } from "./trace.js";

/** Where a function is deployed. Providers in other packages add their own names. */
export type ProviderName =
  | "aws"
  | "gcp"
  | "azure"
  | "vercel"
  | "netlify"
  | "cloudflare"
  | "server"
  | (string & {});

/** The engine that runs a function, as opposed to the provider. */
export type Runtime = "node" | "bun" | "deno" | "workerd" | "edge" | (string & {});

/** What every handler receives beside its input. Each member is created when it is first read. */
export interface Context {
  /** Where this function is deployed: `"aws"`, ... */
  readonly provider: ProviderName;
  /** The engine it runs on: `"node"`, ... */
  readonly runtime: Runtime;
  /** The platform's name for the deployed function, else the function's own `name`, else `"anonymous"`. */
  readonly functionName: string;
  /** The provider's name for the region, such as `eu-central-1`, or undefined. */
  readonly region: string | undefined;
  /** The provider's id of this invocation, else a random UUID. The messages of a batch share it. */
  readonly requestId: string;
  /**
   * Fires shortly before the provider's deadline (the adapter's option `margin`, 500 ms by default), and when the client
   * has gone, if the provider can tell. The reason is a `TimeoutError` or an `AbortError`; when a server stops, an error
   * with the code ONEFN_STOPPING.
   */
  readonly signal: AbortSignal;
  /** Milliseconds until {@link signal} fires for the deadline; never negative, `Infinity` without a deadline. */
  remainingMs(): number;
  /**
   * Lets work continue after the answer. The capability `waitUntil` says how: natively, by holding the process open, or
   * by awaiting the promise before answering. A rejection is logged and has no other effect.
   */
  waitUntil(promise: PromiseLike<unknown>): void;
  /** Structured log lines in the provider's native JSON, with request id and trace. */
  readonly log: Log;
  /** The W3C trace context of the input, converted if the provider has its own format. */
  readonly trace: Trace | undefined;
  /** Environment variables and, on Cloudflare, bindings. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The caller as verified by the provider's gateway, or undefined if nobody verified it. */
  readonly auth: Auth | undefined;
  /** The native event and context, untouched. Typed by the adapter's guard: `if (isAws(context)) ...`. */
  readonly platform: unknown;
}

/** The context of an http handler. */
export interface HttpContext<Params = Readonly<Record<string, string>>> extends Context {
  /** The named parts of `path`, percent-decoded. */
  readonly params: Params;
  /** The other end of the connection, as far as the provider confirms it. */
  readonly client: Client;
}

/** The other end of an http connection. */
export interface Client {
  /** The address that connected to the provider. Forwarded headers are used only with the option `trustedProxies`. */
  readonly ip: string | undefined;
  /** Where the provider locates that address. */
  readonly geo: Geo | undefined;
}

/** A place, as providers report it. */
export interface Geo {
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  /** Degrees. */
  readonly latitude?: number | undefined;
  /** Degrees. */
  readonly longitude?: number | undefined;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone?: string | undefined;
}

/** An identity that the provider's gateway verified before the function ran. */
export interface Auth {
  /** Who verified it: `"jwt"`, `"iam"`, `"cognito"`, `"lambda"` (a custom authorizer), `"oidc"`, ... */
  readonly type: string;
  /** The caller: a JWT's `sub`, an IAM ARN, a principal id. */
  readonly subject: string | undefined;
  /** Everything else that the gateway passes on, unchanged. */
  readonly claims: Readonly<Record<string, unknown>>;
}
