import type { Invocation } from "../adapter/invocation.js";
import type { Client, HttpContext } from "../context/context.js";
import { InvocationContext } from "../context/invocation-context.js";
import { OVER, withOwnMembers } from "../own-members.js";

const NO_CLIENT: Client = /* @__PURE__ */ Object.freeze({ ip: undefined, geo: undefined });

type Params = Readonly<Record<string, string>>;

class RequestContext extends InvocationContext implements HttpContext {
  declare readonly params: Params;

  constructor(invocation: Invocation, params: Params) {
    super(invocation);
    this.params = params;
  }

  get client(): Client {
    return this[OVER].read("client") ?? NO_CLIENT;
  }
}

/** The context of one request. */
export function requestContext(invocation: Invocation, params: Params): HttpContext {
  return withOwnMembers(new RequestContext(invocation, params));
}
