import type { AccessContext, ExecutionContext } from "../native.js";
import type { AccessIdentity } from "./arrival.js";

/** The `ctx` of one request. As in the Workers runtime, a method that was taken off it is an illegal invocation. */
export class RuntimeContext implements ExecutionContext {
  readonly access?: AccessContext;
  readonly #work = new Set<Promise<unknown>>();

  constructor(access: AccessIdentity | undefined) {
    if (!access) return;
    const { aud, identity } = access;
    this.access = { aud, getIdentity: async () => ({ ...identity }) };
  }

  /** Work that fails does so without anybody's notice. */
  waitUntil(promise: Promise<unknown>): void {
    this.#work.add(Promise.resolve(promise).catch(() => {}));
  }

  passThroughOnException(): void {}
}
