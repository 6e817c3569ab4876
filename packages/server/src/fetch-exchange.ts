import type { Follower } from "onefn/provider";
import { plainAddress } from "./address.js";
import { targetIn } from "./codecs/url.js";
import type { Exchange } from "./exchange.js";
import type { FetchPlatform } from "./platform.js";

/** What Bun's server and Deno's connection information tell about a request. */
interface RuntimeInfo {
  readonly remoteAddr?: { readonly hostname?: string };
  readonly completed?: Promise<void>;
  requestIP?(request: Request): { readonly address: string } | null;
}

/** One request that was given to `fetch`, which is told what becomes of its answer. */
export class FetchExchange implements Exchange, Follower {
  readonly request: Request;
  readonly #info: unknown;
  #fate: "answered" | "left" | undefined;
  #leaving: AbortController | undefined;
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
    return plainAddress(told ?? (this.request as Request & { readonly ip?: string }).ip);
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

  /** Deno tells what becomes of an answer, and nobody else does. */
  get onDeno(): boolean {
    return this.#completed !== undefined;
  }

  get #completed(): Promise<void> | undefined {
    return (this.#info as RuntimeInfo | null | undefined)?.completed;
  }

  get gone(): AbortSignal {
    this.#gone ??= this.#makeGone();
    return this.#gone;
  }

  /**
   * Deno's request.signal also fires after an answer that has arrived: whether the client has left before its end is
   * known by the answer's stream, and by `completed`, which then rejects.
   * @see https://github.com/denoland/deno/issues/27005
   */
  #makeGone(): AbortSignal {
    const { signal } = this.request;
    const completed = this.#completed;
    if (!completed) return signal;
    this.#leaving = new AbortController();
    completed.catch(() => this.#leave());
    if (this.#fate === "left" || signal.aborted) this.left();
    else signal.addEventListener("abort", () => this.left());
    return this.#leaving.signal;
  }

  #leave(): void {
    this.#leaving?.abort(new DOMException("The client closed the connection.", "AbortError"));
  }

  left(): void {
    this.#fate ??= "left";
    if (this.#fate === "left") this.#leave();
  }

  ended(): void {
    this.#fate ??= "answered";
  }

  failed(): void {
    this.ended();
  }

  get platform(): FetchPlatform {
    return { wire: "fetch", request: this.request, info: this.#info };
  }

  header(name: string): string | null {
    return this.request.headers.get(name);
  }
}
