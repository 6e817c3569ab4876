import { AsyncLocalStorage } from "node:async_hooks";
import type { VercelContext } from "../platform.js";

const REQUEST_CONTEXT = Symbol.for("@vercel/request-context");
const current = new AsyncLocalStorage<PlayedContext>();

/** Vercel's context of one request. Like Vercel's own, its methods need their `this`. */
export class PlayedContext implements VercelContext {
  readonly deadline?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly #work: Promise<unknown>[] = [];

  constructor(deadline: string | undefined, headers: Readonly<Record<string, string>>) {
    this.headers = headers;
    if (deadline !== undefined) this.deadline = deadline;
  }

  /** Work that fails ends nothing else. */
  waitUntil(promise: Promise<unknown>): void {
    this.#work.push(Promise.resolve(promise).catch(() => {}));
  }

  /** Runs a function where Vercel's packages find this context. */
  run<T>(call: () => T): T {
    Object.defineProperty(globalThis, REQUEST_CONTEXT, {
      value: { get: () => current.getStore() },
      configurable: true,
    });
    return current.run(this, call);
  }

  /** Resolves when all work is done, including work added meanwhile. */
  async settled(): Promise<void> {
    for (let work = this.#work.shift(); work; work = this.#work.shift()) await work;
  }
}
