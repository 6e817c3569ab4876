/**
 * The part of the Workers runtime's own context that onefn reads.
 * @see https://developers.cloudflare.com/workers/runtime-apis/context/
 */
export interface ExecutionContext {
  waitUntil(promise: Promise<unknown>): void;
  /** Present if Cloudflare Access let the request through to this Worker. */
  readonly access?: AccessContext;
}

/**
 * Who Cloudflare Access let through.
 * @see https://developers.cloudflare.com/workers/configuration/cloudflare-access/
 */
export interface AccessContext {
  /** The audience tag of the Access application. */
  readonly aud: string;
  /** The user; undefined for a service token, which has none. */
  getIdentity(): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** What the runtime passes beside the request. */
export interface Invocation {
  readonly env: unknown;
  readonly ctx: ExecutionContext | undefined;
  /** What Access said about the caller; undefined if it was not asked. */
  readonly identity: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The part of `request.cf` that onefn reads.
 * @see https://developers.cloudflare.com/workers/runtime-apis/request/#incomingrequestcfproperties
 */
export interface CfProperties {
  /** The data center that received the request, as an airport code. */
  readonly colo?: string;
  /** ISO 3166-1 alpha-2, or `T1` for the Tor network. */
  readonly country?: string;
  /** ISO 3166-2, without the country. */
  readonly regionCode?: string;
  readonly city?: string;
  readonly latitude?: string;
  readonly longitude?: string;
  readonly timezone?: string;
  readonly tlsClientAuth?: ClientCertificate | null;
}

/** What Cloudflare found in the client's certificate. */
export interface ClientCertificate {
  readonly certVerified: string;
  readonly certRevoked: string;
  readonly certSubjectDN: string;
}

/** What Cloudflare says about a request; empty for a Request that you created. */
export function propertiesOf(request: Request): CfProperties {
  return (request as { readonly cf?: CfProperties }).cf ?? {};
}
