import { Headers } from "./fast/headers.js";
import { Response, rememberNativeResponse } from "./fast/response.js";
import { replaceGlobal } from "./identity.js";
import { installGlobals } from "./node.js";

/** The first copy in a process serves all copies, as in `node.ts`. */
const KEY = Symbol.for("onefn.fast");

/** On Node, unless `ONEFN_GLOBALS=off`: makes plain `new Response()` and `new Headers()` light. Elsewhere a no-op. */
export function installFast(): void {
  const shared = globalThis as { [KEY]?: boolean };
  if (shared[KEY] || process.env.ONEFN_GLOBALS === "off") return;
  shared[KEY] = true;
  installGlobals();
  rememberNativeResponse(replaceGlobal("Response", Response) as typeof globalThis.Response | undefined);
  replaceGlobal("Headers", Headers);
}
