import {
  type ArrivingBody,
  absoluteUrl,
  type Call,
  forwardedValue,
  limitBody,
  type RequestSource,
} from "onefn/provider";
import type { AzureRequest } from "../native.js";

/** The source of a Request over the library's request. */
export class AzureSource implements RequestSource {
  readonly #request: AzureRequest;
  readonly #decoding: Call;

  constructor(request: AzureRequest, decoding: Call) {
    this.#request = request;
    this.#decoding = decoding;
  }

  get method(): string {
    return this.#request.method;
  }

  url(): string {
    const { url, headers } = this.#request;
    const { basePath, trustedProxies } = this.#decoding.options;
    const forwarded = forwardedValue(headers.get("x-forwarded-host"), trustedProxies);
    // The library has already parsed it.
    if (!basePath && forwarded === null) return url;
    const { protocol, host, pathname, search } = new URL(url);
    const scheme = protocol === "http:" ? "http" : "https";
    return absoluteUrl(scheme, forwarded, host, pathname + search, basePath);
  }

  header(name: string): string | null {
    return this.#request.headers.get(name);
  }

  headers(): Iterable<readonly [string, string]> {
    return this.#request.headers;
  }

  body(): ArrivingBody | ReadableStream<Uint8Array> | null {
    const request = this.#request;
    const size = bodySize(request);
    if (size === 0) return null;
    // If the size is not announced, bytes are counted as they arrive, against the function's limit.
    const stream = () =>
      limitBody(request.body as unknown as ReadableStream<Uint8Array>, () => this.#decoding.bodyLimit);
    if (size === undefined) return stream();
    return {
      stream,
      bytes: async () => new Uint8Array(await request.arrayBuffer()),
      text: () => request.text(),
    };
  }

  signal(): AbortSignal {
    return this.#decoding.signal;
  }
}

/** Bytes of the body, which the host enforces; undefined if it is chunked. */
export function bodySize(request: AzureRequest): number | undefined {
  const { method } = request;
  // The library drops the body of such a request.
  if (method === "GET" || method === "HEAD") return 0;
  const length = request.headers.get("content-length");
  if (length !== null) return Number(length);
  return request.body === null ? 0 : undefined;
}
