import type { StreamObserver } from "onefn/provider";
import { targetIn } from "./codecs/url.js";
import { plainAddress } from "./node-call.js";
import type { FetchPlatform } from "./platform.js";
import type { ServerCall } from "./server-call.js";
import { StopNotice } from "./stop-notice.js";
import type { Work } from "./work.js";

/** What Bun's server and Deno's connection information tell about a request. */
interface RuntimeInfo {
  readonly remoteAddr?: { readonly hostname?: string };
  readonly completed?: Promise<void>;
  requestIP?(request: Request): { readonly address: string } | null;
}

/** One request that was given to `fetch`, which is told what becomes of its answer. */
export class FetchCall implements ServerCall, StreamObserver {
  readonly request: Request;
  readonly #info: unknown;
  readonly #work: Work | undefined;
  #fate: "answered" | "left" | undefined;
  #leaving: AbortController | undefined;
  #target: string | undefined;
  #gone: AbortSignal | undefined;
  #notice: StopNotice | undefined;
  #answers = false;
  #finished = false;

  /** @param work of `serve`. Without it, nobody tells that the server stops. */
  constructor(request: Request, info: unknown, work?: Work) {
    this.request = request;
    this.#info = info;
    this.#work = work;
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

  get signal(): AbortSignal {
    return this.#work && !this.#finished ? this.#notify(this.#work).signal : this.gone;
  }

  /** The answer is on its way. @param end ends a stream that has no end of its own, and is not finished before. */
  streams(end?: () => void): void {
    this.#answers = true;
    if (end) this.#finished = false;
    if (end && this.#work) this.#notify(this.#work);
    this.#notice?.streams(end);
  }

  /** Nothing is left to be told that the server stops. */
  finished(): void {
    this.#finished = true;
    if (this.#notice) this.#work?.forget(this.#notice);
  }

  #notify(work: Work): StopNotice {
    this.#notice ??= new StopNotice(this);
    if (this.#answers) this.#notice.streams();
    work.notify(this.#notice);
    return this.#notice;
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
    this.finished();
    if (this.#fate === "left") this.#leave();
  }

  ended(): void {
    this.#fate ??= "answered";
    this.finished();
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
