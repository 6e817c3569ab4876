import type { Exchange } from "./exchange.js";
import type { FetchPlatform } from "./platform.js";

/** Where Bun, Deno and srvx tell who connected. */
interface PeerInfo {
  readonly remoteAddr?: { readonly hostname?: string };
  requestIP?(request: Request): { readonly address: string } | null;
}

/** One request that was given to `fetch`. */
export class FetchExchange implements Exchange {
  readonly request: Request;
  readonly #info: unknown;

  constructor(request: Request, info: unknown) {
    this.request = request;
    this.#info = info;
  }

  get peer(): string | undefined {
    const { ip } = this.request as Request & { readonly ip?: string };
    if (ip) return ip;
    const info = this.#info as PeerInfo | null | undefined;
    return info?.remoteAddr?.hostname ?? info?.requestIP?.(this.request)?.address;
  }

  get gone(): AbortSignal {
    return this.request.signal;
  }

  get platform(): FetchPlatform {
    return { wire: "fetch", request: this.request, info: this.#info };
  }

  header(name: string): string | null {
    return this.request.headers.get(name);
  }
}
