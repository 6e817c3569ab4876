import type { AccessContext, ExecutionContext } from "../native.js";
import type { AccessIdentity } from "./arrival.js";

/** The `ctx` of one event. As in the Workers runtime, a detached method is an illegal invocation. */
export class RuntimeContext implements ExecutionContext {
  readonly access?: AccessContext;
  #answered = false;
  #working = 0;
  readonly #work: Promise<unknown>[] = [];

  constructor(access: AccessIdentity | undefined) {
    if (!access) return;
    const { aud, identity } = access;
    this.access = { aud, getIdentity: async () => ({ ...identity }) };
  }

  /** Failed work is ignored. */
  waitUntil(promise: Promise<unknown>): void {
    this.#working++;
    const done = () => void this.#working--;
    this.#work.push(Promise.resolve(promise).then(done, done));
  }

  passThroughOnException(): void {}

  /** Called when the response was sent, or nobody waits for it any more. */
  end(): void {
    this.#answered = true;
  }

  /** Resolves when all `waitUntil` work is done. */
  async idle(): Promise<void> {
    while (this.#work.length > 0) await this.#work.shift();
  }

  /** Whether the runtime has stopped the request: its response was sent, and no `waitUntil` work is left. */
  get stopped(): boolean {
    return this.#answered && this.#working === 0;
  }
}
