import { AsyncLocalStorage } from "node:async_hooks";
import type { AnyFunction, FunctionRecord } from "onefn";
import { type Load, reloading, type SimulatorOptions, whileThere } from "onefn/simulator";
import { adapt } from "../adapt.js";
import type { CloudflareOptions } from "../options.js";
import type { Worker } from "../worker.js";
import type { RunningWorker, WorkerHost } from "./host.js";
import { receive } from "./incoming.js";
import { leave, worker1101 } from "./leaving.js";
import { RuntimeContext } from "./runtime-context.js";

/** What makes a Worker of functions: `adapt`, or one that is broken on purpose. */
export type Adapter = (functions: AnyFunction | FunctionRecord, options: CloudflareOptions) => Worker;

/** The Worker runs in this process. */
export function inProcess(adapter: Adapter = adapt as Adapter): WorkerHost {
  return { start: (load, options) => start(adapter, load, options) };
}

function start(adapter: Adapter, load: Load, { adapt: given }: SimulatorOptions): RunningWorker {
  const lines: string[] = [];
  const running = new AsyncLocalStorage<RuntimeContext>();
  const options: CloudflareOptions = {
    accessIdentity: true,
    ...given,
    // What a request does once the runtime has stopped it leaves no trace.
    log: (line) => void (running.getStore()?.stopped || lines.push(line)),
  };
  const current = reloading(load, (functions) => adapter(functions, options));
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
      // The variables of this process stand for those that a deployed Worker's configuration binds.
      const answer = () => current().fetch(nativeEvent, process.env, ctx);
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
  };
}
