import type { ExecutionContext } from "../native.js";

/** Stands in for the Workers runtime's own class, for tests on Node. */
export class WorkerEntrypoint {
  protected readonly ctx: ExecutionContext;
  protected readonly env: unknown;

  constructor(ctx: ExecutionContext, env: unknown) {
    this.ctx = ctx;
    this.env = env;
  }
}
