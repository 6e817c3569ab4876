import { targetIn } from "./codecs/url.js";
import type { Exchange } from "./exchange.js";
import type { FetchPlatform } from "./platform.js";

/** What Bun's server and Deno's connection information tell about a request. */
interface RuntimeInfo {
  readonly remoteAddr?: { readonly hostname?: string };
  readonly completed?: Promise<void>;
  requestIP?(request: Request): { readonly address: string } | null;
}

/** One request that was given to `fetch`. */
export class FetchExchange implements Exchange {
  readonly request: Request;
  /** Whether the function has answered. */
  answered = false;
  readonly #info: unknown;
  #target: string | undefined;
  #gone: AbortSignal | undefined;

  constructor(request: Request, info: unknown) {
    this.request = request;
    this.#info = info;
  }

  get peer(): string | undefined {
    const info = this.#info as RuntimeInfo | null | undefined;
    const told = info?.remoteAddr?.hostname ?? info?.requestIP?.(this.request)?.address;
    // srvx and servers upon it tell it by the request itself.
    return told ?? (this.request as Request & { readonly ip?: string }).ip;
  }

  /** Path and query as the client sent them. */
  get target(): string {
    this.#target ??= targetIn(this.request.url, this.header("host"));
    return this.#target;
  }

  /** Of a request of HTTP/2, which has no Host header. */
  get authority(): string | undefined {
    return this.header("host") === null ? this.request.url.split("/")[2] : undefined;
  }

  get gone(): AbortSignal {
    this.#gone ??= this.#makeGone();
    return this.#gone;
  }

  /** Deno's request.signal fires after an answer that arrived, too; for one that did not, `completed` rejects. */
  #makeGone(): AbortSignal {
    const { signal } = this.request;
    const completed = (this.#info as RuntimeInfo | null | undefined)?.completed;
    if (!completed) return signal;
    const controller = new AbortController();
    const abort = () => {
      controller.abort(new DOMException("The client closed the connection.", "AbortError"));
    };
    signal.addEventListener("abort", () => {
      if (!this.answered) abort();
    });
    completed.catch(abort);
    return controller.signal;
  }

  get platform(): FetchPlatform {
    return { wire: "fetch", request: this.request, info: this.#info };
  }

  header(name: string): string | null {
    return this.request.headers.get(name);
  }
}
