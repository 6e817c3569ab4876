import type { MessageFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  createAdapter,
  type Handle,
  messageKind,
  type Pipeline,
  type Provider,
  recordPipeline,
} from "onefn/provider";
import { asyncWorkloads } from "../codecs/async-workloads.js";
import type { NetlifyContext, WorkloadPlatform } from "../platform.js";
import { netlify } from "../provider.js";
import { type AsyncWorkloadEvent, loadLibrary, type Workload } from "../workloads/library.js";

export type { AdaptOptions } from "onefn/provider";
export type { AsyncWorkloadEvent } from "../workloads/library.js";

/** What Netlify takes as the default export of a workload. It answers by itself; nobody waits for the handler. */
export type WorkloadHandler = (request: Request, context?: NetlifyContext) => Promise<Response | void>;

const pipelines: readonly Pipeline[] = /* @__PURE__ */ (() => [
  recordPipeline([messageKind], [asyncWorkloads]),
])();

const provider = /* @__PURE__ */ (() => ({
  ...netlify,
  platform: (event: unknown, { context }: Workload): WorkloadPlatform => ({
    wire: "workload",
    event: event as AsyncWorkloadEvent,
    context,
  }),
}))() as unknown as Provider<Workload>;

/** Handles the events that Netlify's library hands over. */
export function bindWorkloads(functions: unknown, options: AdaptOptions): Handle<Workload> {
  return createAdapter("onefn/netlify/message/async-workloads", provider, pipelines, functions, options);
}

/**
 * Prepares message functions for Netlify's Async Workloads, by `from`: the name of an event. Export
 * `asyncWorkloadConfig` beside it, with the names of the events.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same event, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_A_FUNCTION for anything else. The handler
 * rejects with ONEFN_NOT_INSTALLED without the package `@netlify/async-workloads`.
 * @see https://docs.netlify.com/build/async-workloads/writing-workloads
 * @example
 * export default adapt(orders);
 * export const asyncWorkloadConfig = { events: ["orders"] };
 */
export function adapt<T>(
  functions: Adaptable<T, MessageFunction, "@onefn/netlify/message/async-workloads">,
  options: AdaptOptions = {},
): WorkloadHandler {
  const handle = bindWorkloads(functions, options);
  return async (request, context = {}) => {
    const { asyncWorkloadFn, ...errors } = await loadLibrary();
    const run = asyncWorkloadFn(async (event) => void (await handle(event, { context, errors })));
    return run(request, context as never);
  };
}
