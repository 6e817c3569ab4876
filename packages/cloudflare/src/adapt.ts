import type { AdaptOptions, Handle, Pipeline } from "onefn/provider";
import { createAdapter } from "onefn/provider";
import { identify } from "./access.js";
import type { Invocation } from "./native.js";
import type { CloudflareOptions } from "./options.js";
import { cloudflare } from "./provider.js";
import { Settlement } from "./settlement.js";
import type { WorkerHandlers } from "./worker.js";

/** Binds functions to the wires of an entry. */
export function bind(
  pipelines: readonly Pipeline[],
  functions: unknown,
  options: AdaptOptions,
): Handle<Invocation> {
  return createAdapter("onefn/cloudflare", cloudflare, pipelines, functions, options);
}

/** A Worker's `fetch`. */
export function fetchOver(
  handle: Handle<Invocation>,
  { accessIdentity }: CloudflareOptions,
): WorkerHandlers["fetch"] {
  return async (request, env, ctx) => {
    const identity = accessIdentity ? await identify(ctx?.access) : undefined;
    return handle(request, { env, ctx, identity }) as Promise<Response>;
  };
}

/** A Worker's `scheduled`. */
export function scheduledOver(handle: Handle<Invocation>): WorkerHandlers["scheduled"] {
  return async (controller, env, ctx) => {
    await handle(controller, { handler: "scheduled", env, ctx, identity: undefined });
  };
}

/** A Worker's `queue`. */
export function queueOver(handle: Handle<Invocation>): WorkerHandlers["queue"] {
  return async (batch, env, ctx) => {
    const settlement = new Settlement(batch);
    try {
      await handle(batch, { handler: "queue", settlement, env, ctx, identity: undefined });
    } catch (error) {
      // The dashboard shows the error. A Worker that catches it would have the rest acknowledged.
      settlement.giveBack();
      throw error;
    }
  };
}
