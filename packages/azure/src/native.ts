/**
 * The request that programming model v4 passes to a function, as far as onefn reads it. It looks like a Fetch Request but
 * is not one: it has no `signal`, no standard `clone`, and another class.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-request
 */
export interface AzureRequest {
  readonly method: string;
  /** Absolute; the host sets the origin. Includes route prefixes such as `/api`. */
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
 * What it passes beside the request, as far as onefn reads it.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#invocation-context
 */
export interface AzureContext {
  readonly invocationId: string;
  readonly functionName: string;
  readonly traceContext?: AzureTrace | undefined;
  /** How the function was registered; the trigger's type is, for example, `serviceBusTrigger`. */
  readonly options?: { readonly trigger?: { readonly type?: string } } | undefined;
  /** How often the host has invoked the function again by its retry policy. Undefined: it has none. */
  readonly retryContext?: AzureRetry | undefined;
  /** What the host says of the input beside it, except for requests. */
  readonly triggerMetadata?: Readonly<Record<string, unknown>> | undefined;
  /** Log lines must use these methods: console output is not associated with an invocation. */
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** The state of a retry policy. */
interface AzureRetry {
  /** 0 in the first attempt. */
  readonly retryCount: number;
  /** -1: there is no limit. */
  readonly maxRetryCount: number;
}

/** The trace as the host reports it. */
interface AzureTrace {
  readonly traceParent?: string | undefined;
  readonly traceState?: string | undefined;
}

/**
 * What a function returns.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-response
 */
export interface AzureResult {
  status: number;
  headers: [name: string, value: string][];
  /** Only for several cookies: the host and the library keep one header per name. */
  cookies?: AzureCookie[];
  body?: string | Uint8Array | ReadableStream<Uint8Array>;
}

/** A cookie in the library's format. */
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

/** What belongs to one invocation beside its input. */
export interface Invocation {
  readonly context: AzureContext;
  readonly env: Environment;
}
