import { AsyncLocalStorage } from "node:async_hooks";
import type { AnyFunction, FunctionRecord } from "onefn";
import type { Timers } from "onefn/provider";
import { type Clock, type Load, reloading, whileThere, within } from "onefn/simulator";
import { adapt } from "../index.js";
import type { CloudflareOptions } from "../options.js";
import { adapt as adaptTasks, type TaskEntrypoint } from "../task.js";
import type { WorkerHandlers } from "../worker.js";
import { exceptionLine } from "./exception-line.js";
import type { CronAnswer, HostOptions, RunningWorker, WorkerHost } from "./host.js";
import { receive } from "./incoming.js";
import { leave, worker1101 } from "./leaving.js";
import { RuntimeBatch } from "./queues/batch.js";
import { callMethod } from "./rpc.js";
import { RuntimeContext } from "./runtime-context.js";

/** Makes a Worker from functions: `adapt`, or a deliberately broken one. */
export type Adapter = (
  functions: AnyFunction | FunctionRecord,
  options: CloudflareOptions,
) => Partial<WorkerHandlers>;

/** Makes an entrypoint from tasks: `adapt` of `@onefn/cloudflare/task`, or a deliberately broken one. */
export type TaskAdapter = (
  functions: AnyFunction | FunctionRecord,
  options: CloudflareOptions,
) => TaskEntrypoint;

/** The time limit of a cron trigger's run and of a batch in milliseconds. On Cloudflare, it is 15 minutes. */
const DEFAULT_TIMEOUT = 30_000;

/** Runs the Worker in this process. */
export function inProcess(
  adapter: Adapter = adapt as Adapter,
  taskAdapter: TaskAdapter = adaptTasks as TaskAdapter,
): WorkerHost {
  return { start: (load, options) => start(adapter, taskAdapter, load, options) };
}

function start(
  adapter: Adapter,
  taskAdapter: TaskAdapter,
  load: Load,
  { adapt: given, timeout = DEFAULT_TIMEOUT, clock, tasks }: HostOptions,
): RunningWorker {
  const lines: string[] = [];
  const running = new AsyncLocalStorage<RuntimeContext>();
  const options: CloudflareOptions = {
    ...(!tasks && { accessIdentity: true }),
    ...(clock && { timers: timersOf(clock) }),
    ...given,
    // Once the runtime has stopped a request, its log lines are dropped.
    log: (line) => void (running.getStore()?.stopped || lines.push(line)),
  };
  const current = reloading(load, (functions) => adapter(functions, options));
  const entrypoint = reloading(load, (functions) => taskAdapter(functions, options));
  /** Runs a handler that nobody waits for, until its `waitUntil` work is done too. */
  const run = async (call: (ctx: RuntimeContext) => Promise<unknown>): Promise<CronAnswer> => {
    const ctx = new RuntimeContext(undefined);
    const work = async (): Promise<CronAnswer> => {
      try {
        const result = await running.run(ctx, () => call(ctx));
        await ctx.idle();
        return { outcome: "ok", result };
      } catch (error) {
        lines.push(exceptionLine(error));
        return { outcome: "exception", error };
      }
    };
    const answer = await within(timeout, work);
    ctx.end();
    return answer ?? { outcome: "canceled" };
  };
  return {
    lines,
    close: async () => {},
    async dispatch(arrival, tell) {
      const gone = new AbortController();
      const { signal } = gone;
      if (arrival.signal.aborted) gone.abort(arrival.signal.reason);
      else arrival.signal.addEventListener("abort", () => gone.abort(arrival.signal.reason));
      const nativeEvent = receive(arrival, signal);
      const ctx = new RuntimeContext(arrival.access);
      // This process's environment variables stand in for a deployed Worker's bindings.
      const answer = () => handlerOf(current(), "fetch")(nativeEvent, process.env, ctx);
      try {
        const nativeResult = await whileThere(signal, running.run(ctx, answer));
        const fate = { gone: () => gone.abort(), ended: () => ctx.end() };
        const output = leave(nativeResult, arrival.method, fate);
        tell({ nativeEvent, nativeResult, output });
        return output;
      } catch (error) {
        if (signal.aborted) throw error;
        const output = worker1101();
        tell({ nativeEvent, nativeResult: undefined, error, output });
        return output;
      }
    },
    schedule(event) {
      const controller = { ...event, noRetry() {} };
      return run((ctx) => handlerOf(current(), "scheduled")(controller, process.env, ctx));
    },
    async queue({ queue, messages }) {
      const batch = new RuntimeBatch(queue, messages);
      const { outcome, error } = await run((ctx) => handlerOf(current(), "queue")(batch, process.env, ctx));
      return { result: batch.result(outcome), error };
    },
    async call(method, input) {
      const ctx = new RuntimeContext(undefined);
      const answer = await running.run(ctx, () =>
        callMethod(() => new (entrypoint())(ctx, process.env), method, input),
      );
      if (answer.error) lines.push(exceptionLine(answer.error));
      ctx.end();
      return answer;
    },
  };
}

/** A handler that the Worker exports. If it is missing, throws the runtime's own error. */
function handlerOf<Name extends keyof WorkerHandlers>(
  worker: Partial<WorkerHandlers>,
  name: Name,
): WorkerHandlers[Name] {
  const handler = worker[name];
  if (!handler) throw new TypeError(`Handler does not export a ${name}() function.`);
  return handler;
}

function timersOf(clock: Clock): Timers {
  return {
    Date: { now: () => clock.now() },
    setTimeout: (ring, ms) => setTimeout(ring, ms),
    clearTimeout: (timer) => clearTimeout(timer),
  };
}
