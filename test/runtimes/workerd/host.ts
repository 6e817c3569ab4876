import { createInterface } from "node:readline";
import type { Arrival, RunningWorker, WorkerHost } from "@onefn/cloudflare/simulator";
import { send } from "@onefn/server/simulator";
import { Miniflare } from "miniflare";
import type { Load, SimulatorOptions } from "onefn/simulator";

/** Workers that have to be stopped. */
export interface RealWorkers extends WorkerHost {
  /** How many runtimes have ended by themselves. */
  readonly crashes: number;
  stop(): Promise<void>;
}

/**
 * Runs the simulator's Workers in workerd. Every distinct set of bindings is started once and kept until `stop`.
 *
 * @param script the Worker's source, one module.
 * @param bind tells how functions are deployed with these options.
 */
export function realWorkers(
  script: string,
  bind: (load: Load, options: SimulatorOptions) => Readonly<Record<string, string>>,
): RealWorkers {
  const started = new Map<string, Promise<RunningWorker>>();
  const all: Miniflare[] = [];
  return {
    start(load, options) {
      const bindings = bind(load, options);
      const key = JSON.stringify(bindings);
      const running = started.get(key) ?? start(script, bindings, all);
      started.set(key, running);
      return running;
    },
    // miniflare starts a runtime that has ended anew, and says so by no event: the log lines would show it.
    crashes: 0,
    async stop() {
      await Promise.all(all.map((each) => each.dispose()));
    },
  };
}

async function start(
  script: string,
  bindings: Readonly<Record<string, string>>,
  all: Miniflare[],
): Promise<RunningWorker> {
  const lines: string[] = [];
  const miniflare = new Miniflare({
    modules: true,
    script,
    cf: false,
    host: "127.0.0.1",
    compatibilityDate: "2026-07-01",
    compatibilityFlags: ["enable_request_signal"],
    bindings: { ...bindings },
    handleRuntimeStdio(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) {
      for (const input of [stdout, stderr]) createInterface({ input }).on("line", (line) => lines.push(line));
    },
  });
  const url = await miniflare.ready;
  all.push(miniflare);
  return { lines, close: async () => {}, dispatch: (arrival) => dispatch(arrival, String(url)) };
}

const ORIGIN = /^https?:\/\/[^/]+/;

/** Sends what has passed Cloudflare's network as miniflare's own client would, its target and headers as they are. */
function dispatch({ method, url, headers, body, cf, signal }: Arrival, to: string): Promise<Response> {
  const request = new Request(to, { method, body, signal, duplex: "half" } as RequestInit);
  // The network unpacks for clients that take no compressed answer; the runtime would pack for it.
  const sent = headers.filter(([name]) => name !== "accept-encoding");
  const rawHeaders = [...sent, ["mf-cf-blob", JSON.stringify(cf)] as const];
  const caller = { target: url.replace(ORIGIN, ""), rawHeaders };
  return send({ request, caller, to, connected() {}, answered() {} });
}
