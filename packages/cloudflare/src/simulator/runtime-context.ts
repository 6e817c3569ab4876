import type { AccessContext, ExecutionContext } from "../native.js";
import type { AccessIdentity } from "./arrival.js";

/** The `ctx` of one request. As in the Workers runtime, a method that was taken off it is an illegal invocation. */
export class RuntimeContext implements ExecutionContext {
  readonly access?: AccessContext;
  #answered = false;
  #working = 0;

  constructor(access: AccessIdentity | undefined) {
    if (!access) return;
    const { aud, identity } = access;
    this.access = { aud, getIdentity: async () => ({ ...identity }) };
  }

  /** Work that fails does so without anybody's notice. */
  waitUntil(promise: Promise<unknown>): void {
    this.#working++;
    const done = () => void this.#working--;
    Promise.resolve(promise).then(done, done);
  }

  passThroughOnException(): void {}

  /** Told when the answer has left, or nobody waits for it any more. */
  end(): void {
    this.#answered = true;
  }

  /** Whether the runtime has stopped the request: its answer has left, and nothing was given to `waitUntil`. */
  get stopped(): boolean {
    return this.#answered && this.#working === 0;
  }
}
