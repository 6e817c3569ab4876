import type { Invocation } from "../adapter/invocation.js";
import type { Client, HttpContext } from "../context/context.js";
import { InvocationContext } from "../context/invocation-context.js";

const NO_CLIENT: Client = /* @__PURE__ */ Object.freeze({ ip: undefined, geo: undefined });

/** The context of one request. */
export class RequestContext extends InvocationContext implements HttpContext {
  readonly params: Readonly<Record<string, string>>;

  constructor(invocation: Invocation, params: Readonly<Record<string, string>>) {
    super(invocation);
    this.params = params;
  }

  get client(): Client {
    return this.readClient() ?? NO_CLIENT;
  }
}
