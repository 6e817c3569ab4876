/**
 * The request that the programming model v4 hands to a function, as far as onefn reads it. It looks like a Fetch
 * Request and is none: it has no `signal`, no `clone` of the standard, and another class.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-request
 */
export interface AzureRequest {
  readonly method: string;
  /** Absolute; the host vouches for the origin. Route prefixes such as `/api` are in it. */
  readonly url: string;
  readonly headers: AzureHeaders;
  readonly body: AzureBody | null;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
}

/** Headers of the Fetch standard. */
interface AzureHeaders extends Iterable<readonly [name: string, value: string]> {
  get(name: string): string | null;
}

/** A ReadableStream of bytes. */
interface AzureBody {
  getReader(): unknown;
}

/**
 * What it hands over beside the request, as far as onefn reads it.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#invocation-context
 */
export interface AzureContext {
  readonly invocationId: string;
  readonly functionName: string;
  readonly traceContext?: AzureTrace | undefined;
  /** How the function was registered; the trigger's type is such as `queueTrigger`. */
  readonly options?: { readonly trigger?: { readonly type?: string } } | undefined;
  /** Log lines go by these methods: what is written to the console belongs to no invocation. */
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** The trace as the host tells it. */
interface AzureTrace {
  readonly traceParent?: string | undefined;
  readonly traceState?: string | undefined;
}

/**
 * What a function answers with.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-response
 */
export interface AzureResult {
  status: number;
  headers: [name: string, value: string][];
  /** Only where there are several: the host and the library keep one header of a name. */
  cookies?: AzureCookie[];
  body?: string | Uint8Array | ReadableStream<Uint8Array>;
}

/** A cookie as the library wants it. */
export interface AzureCookie {
  name: string;
  value: string;
  domain?: string;
  path?: string;
  expires?: Date;
  secure?: boolean;
  httpOnly?: boolean;
  sameSite?: "Strict" | "Lax" | "None";
  maxAge?: number;
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What belongs to one invocation beside its request. */
export interface Invocation {
  readonly context: AzureContext;
  readonly env: Environment;
}
