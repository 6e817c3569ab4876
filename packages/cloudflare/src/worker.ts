import type { ExecutionContext } from "./native.js";

/**
 * What a module worker exports by default.
 * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/fetch/
 */
export interface Worker {
  /**
   * Answers a request; usable when taken off the object.
   *
   * @param env the Worker's bindings: variables, secrets, and what else its configuration binds.
   */
  readonly fetch: (request: Request, env?: unknown, ctx?: ExecutionContext) => Promise<Response>;
}
