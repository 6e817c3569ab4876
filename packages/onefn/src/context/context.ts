import type { Log } from "./log.js";
import type { Trace } from "./trace.js";

/** Where a function is deployed. Open: providers of other packages have names of their own. */
export type ProviderName =
  | "aws"
  | "gcp"
  | "azure"
  | "vercel"
  | "netlify"
  | "cloudflare"
  | "server"
  | (string & {});

/** The engine that runs a function. Never the provider. */
export type Runtime = "node" | "bun" | "deno" | "workerd" | "edge" | (string & {});

/** What every handler receives beside its input. Each member is made when it is first read. */
export interface Context {
  /** Where this function is deployed: `"aws"`, ... */
  readonly provider: ProviderName;
  /** The engine it runs on: `"node"`, ... */
  readonly runtime: Runtime;
  /** The platform's name of the deployed function, else the function's own `name`, else `"anonymous"`. */
  readonly functionName: string;
  /** The provider's name of the region, such as `eu-central-1`; undefined where there is none. */
  readonly region: string | undefined;
  /** The provider's id of this invocation; a random UUID where it gives none. Messages of a batch share it. */
  readonly requestId: string;
  /**
   * Fires shortly before the provider's real deadline (`margin` of the adapter's options, 500 ms unless told),
   * and when the client has gone, where the provider tells. Its reason is a `TimeoutError` or an `AbortError`; where
   * a server stops, an error with the code ONEFN_STOPPING.
   */
  readonly signal: AbortSignal;
  /** Milliseconds until {@link signal} fires for the deadline; never negative, `Infinity` without a deadline. */
  remainingMs(): number;
  /**
   * Lets work go on after the answer. The capability `waitUntil` says how: natively, by holding the process
   * open, or by awaiting it before the answer leaves. A rejection is logged and kills nothing.
   */
  waitUntil(promise: PromiseLike<unknown>): void;
  /** Structured log lines in the provider's native JSON, with request id and trace. */
  readonly log: Log;
  /** The W3C trace context that came with the input, translated where the provider has its own. */
  readonly trace: Trace | undefined;
  /** Environment variables and, on Cloudflare, bindings. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who the caller is, as the provider's gateway has verified it; undefined where nobody did. */
  readonly auth: Auth | undefined;
  /** The native event and context, untouched. Typed by the adapter's guard: `if (isAws(context)) ...`. */
  readonly platform: unknown;
}

/** The context of an http handler. */
export interface HttpContext<Params = Readonly<Record<string, string>>> extends Context {
  /** The named parts of `path`, percent-decoded. */
  readonly params: Params;
  /** Who is on the other end of the connection, as far as the provider vouches for it. */
  readonly client: Client;
}

/** The other end of an http connection. */
export interface Client {
  /** The address that connected to the provider. Forwarded headers count by option only. */
  readonly ip: string | undefined;
  /** Where the provider locates that address. */
  readonly geo: Geo | undefined;
}

/** A place, as providers tell it. */
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

/** An identity that the provider's gateway has verified before the function ran. */
export interface Auth {
  /** Who verified it: `"jwt"`, `"iam"`, `"cognito"`, `"lambda"` (a custom authorizer), `"oidc"`, ... */
  readonly type: string;
  /** The caller: a JWT's `sub`, an IAM ARN, a principal id. */
  readonly subject: string | undefined;
  /** What else the gateway passes on, as it does. */
  readonly claims: Readonly<Record<string, unknown>>;
}
