/**
 * Tasks that other Workers call by RPC, through a service binding. Its `adapt` returns a class, which the Worker exports
 * beside its default export.
 * @packageDocumentation
 */
import type { TaskFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  callPipeline,
  listFunctions,
  OnefnError,
  taskKind,
} from "onefn/provider";
import { WorkerEntrypoint } from "#entrypoint";
import { bind } from "./adapt.js";
import { rpc } from "./codecs/rpc.js";
import type { ExecutionContext } from "./native.js";
import type { CloudflareRecordPlatform } from "./platform.js";

export type { AdaptOptions } from "onefn/provider";
export type { ExecutionContext } from "./native.js";

/** A method for each task. `call` of `onefn/call` knows the types of its input and output. */
export type TaskMethods = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** The class that a Worker exports: an entrypoint of the Workers runtime with a method for each task. */
export type TaskEntrypoint = new (ctx: ExecutionContext, env: unknown) => TaskMethods;

const pipeline = /* @__PURE__ */ callPipeline(taskKind, [rpc]);

/**
 * Makes an entrypoint with a method for each task, of the task's name.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER if two tasks have the
 * same name, ONEFN_INVALID_OPTION for a task without a name, or with one that the runtime keeps for itself.
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/service-bindings/rpc/
 * @example
 * export const Tasks = adapt({ charge, refund });
 */
export function adapt<T>(
  functions: Adaptable<T, TaskFunction, "@onefn/cloudflare/task">,
  options: AdaptOptions = {},
): TaskEntrypoint {
  const handle = bind([withPlatform], functions, options);
  class Tasks extends WorkerEntrypoint {}
  for (const { name } of listFunctions("onefn/cloudflare", functions)) {
    const task = checkedName(name);
    // Callers reach what the prototype has, and nothing else.
    Object.defineProperty(Tasks.prototype, task, {
      value(this: { readonly ctx: ExecutionContext; readonly env: unknown }, input: unknown) {
        const { ctx, env } = this;
        return handle({ task, input }, { handler: "rpc", env, ctx, identity: undefined });
      },
    });
  }
  return Tasks as unknown as TaskEntrypoint;
}

/** Calls have no record, and no request. */
const withPlatform = {
  ...pipeline,
  bind: ((functions, provider, options) =>
    pipeline.bind(
      functions,
      {
        ...provider,
        platform: (_, nativeContext): CloudflareRecordPlatform => {
          const { env, ctx } = nativeContext as CloudflareRecordPlatform;
          return { record: undefined, env, ctx };
        },
      },
      options,
    )) as typeof pipeline.bind,
};

/**
 * What a binding or the runtime has itself, or a promise.
 * @see https://developers.cloudflare.com/workers/runtime-apis/rpc/reserved-methods/
 */
const RESERVED = new Set([
  ...["constructor", "dup", "fetch", "connect", "queue", "scheduled", "alarm", "ctx", "env"],
  ...["then", "catch", "finally", "toString", "valueOf", "toJSON", "__proto__"],
]);

function checkedName(name: string | undefined): string {
  if (name !== undefined && name !== "" && !RESERVED.has(name)) return name;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/cloudflare] adapt: ${name ? `the runtime has its own "${name}"` : "a task has no name"}. Its name becomes ` +
      "the method that callers see: set the task's option `name`, or give adapt a record.",
  );
}
