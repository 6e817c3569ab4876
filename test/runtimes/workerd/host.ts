import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import type {
  Arrival,
  CronAnswer,
  CronEvent,
  HostOptions,
  QueueAnswer,
  QueuedMessage,
  QueueEvent,
  QueueResult,
  RunningWorker,
  WorkerHost,
} from "@onefn/cloudflare/simulator";
import { send } from "@onefn/server/simulator";
import { Miniflare } from "miniflare";
import { type Load, within } from "onefn/simulator";
import { CALLER, callThrough } from "./caller.js";

/** Workers that must be stopped. */
export interface RealWorkers extends WorkerHost {
  /** The number of runtimes that ended by themselves. */
  readonly crashes: number;
  stop(): Promise<void>;
}

/**
 * Runs the simulator's Workers in workerd. Every distinct set of bindings is started once and kept until `stop`.
 *
 * @param scripts the sources of the Workers that have tasks, and of those that have anything else: one module each.
 * @param bind returns the bindings that deploy these functions with these options.
 */
export function realWorkers(
  scripts: { readonly tasks: string; readonly others: string },
  bind: (load: Load, options: HostOptions) => Readonly<Record<string, string>>,
): RealWorkers {
  const started = new Map<string, Promise<RunningWorker>>();
  const all: Miniflare[] = [];
  return {
    start(load, options) {
      const bindings = bind(load, options);
      const key = JSON.stringify([bindings, options.tasks]);
      const running = started.get(key) ?? start(scripts, options.tasks === true, bindings, all);
      started.set(key, running);
      return running;
    },
    // miniflare restarts a runtime that has ended, without an event. The log lines show it.
    crashes: 0,
    async stop() {
      await Promise.all(all.map((each) => each.dispose()));
    },
  };
}

async function start(
  scripts: { readonly tasks: string; readonly others: string },
  tasks: boolean,
  bindings: Readonly<Record<string, string>>,
  all: Miniflare[],
): Promise<RunningWorker> {
  const lines: string[] = [];
  const ended: string[] = [];
  const take = (line: string) => void (line.startsWith(ENDED) ? ended : lines).push(line);
  const worker = {
    modules: true as const,
    compatibilityDate: "2026-07-01",
    compatibilityFlags: ["enable_request_signal"],
    bindings: { ...bindings },
  };
  const caller = { ...worker, name: "caller", script: CALLER, serviceBindings: { TASKS } };
  const workers = tasks
    ? [caller, { ...worker, name: TASKS.name, script: scripts.tasks }]
    : [{ ...worker, script: scripts.others }];
  const miniflare = new Miniflare({
    workers,
    cf: false,
    host: "127.0.0.1",
    handleRuntimeStdio(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) {
      for (const input of [stdout, stderr]) createInterface({ input }).on("line", take);
    },
  });
  const url = await miniflare.ready;
  all.push(miniflare);
  return {
    lines,
    close: async () => {},
    dispatch: (arrival) => dispatch(arrival, String(url)),
    schedule: (event) => schedule(event, miniflare, ended),
    queue: (event) => queue(event, miniflare, ended),
    call: (method, input) => callThrough(url, method, input),
  };
}

/** The entrypoint that the caller's Worker is bound to. */
const TASKS = { name: "tasks", entrypoint: "Tasks" };

/** The time limit of a run in milliseconds. On Cloudflare, it is 15 minutes. */
const PATIENCE = 2_000;

/** The beginning of the line that the entry writes to both of its streams when a run has ended. */
const ENDED = "contract-run-ended:";

/** Members of miniflare's Workers that its types only declare together with Cloudflare's global types. */
interface RealWorker {
  scheduled(event: { readonly cron: string; readonly scheduledTime: Date }): Promise<CronAnswer>;
  queue(queue: string, messages: readonly QueuedMessage[]): Promise<QueueResult>;
}

/** Runs a cron trigger through the runtime's own interface, until the lines of the run have arrived. */
async function schedule(
  { cron, scheduledTime }: CronEvent,
  miniflare: Miniflare,
  ended: readonly string[],
): Promise<CronAnswer> {
  const event = { cron, scheduledTime: new Date(scheduledTime) };
  const answer = await followed(`${cron}@${scheduledTime}`, miniflare, ended, (worker) =>
    worker.scheduled(event),
  );
  return answer ?? { outcome: "canceled" };
}

/** The same for a batch of a queue. */
async function queue(
  { queue: name, messages }: QueueEvent,
  miniflare: Miniflare,
  ended: readonly string[],
): Promise<QueueAnswer> {
  const [first] = messages;
  const result = await followed(`${first?.id}@${first?.attempts}`, miniflare, ended, (worker) =>
    worker.queue(name, messages),
  );
  return { result: result ?? CANCELED };
}

/** Of a batch that was stopped, this host does not hear what was acknowledged. */
const CANCELED: QueueResult = {
  outcome: "canceled",
  ackAll: false,
  retryBatch: { retry: false },
  explicitAcks: [],
  retryMessages: [],
};

/** Starts a run, and waits for its lines. Undefined: it took too long. */
async function followed<Answer>(
  name: string,
  miniflare: Miniflare,
  ended: readonly string[],
  start: (worker: RealWorker) => Promise<Answer>,
): Promise<Answer | undefined> {
  const mark = `${ENDED}${name}`;
  const marks = () => ended.filter((each) => each === mark).length;
  const before = marks();
  const answer = await within(PATIENCE, start((await miniflare.getWorker()) as unknown as RealWorker));
  for (let waited = 0; answer && marks() < before + 2 && waited < PATIENCE; waited++) await setTimeout(1);
  return answer;
}

const ORIGIN = /^https?:\/\/[^/]+/;

/**
 * Sends a request that has passed Cloudflare's network like miniflare's own client, with unchanged target and headers.
 */
function dispatch({ method, url, headers, body, cf, signal }: Arrival, to: string): Promise<Response> {
  const request = new Request(to, { method, body, signal, duplex: "half" } as RequestInit);
  // The network decompresses for clients that accept no compression; the runtime would compress.
  const sent = headers.filter(([name]) => name !== "accept-encoding");
  const rawHeaders = [...sent, ["mf-cf-blob", JSON.stringify(cf)] as const];
  const caller = { target: url.replace(ORIGIN, ""), rawHeaders };
  return send({ request, caller, to, connected() {}, answered() {} });
}
