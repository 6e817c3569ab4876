import { setTimeout as sleep } from "node:timers/promises";
import { send } from "@onefn/server/simulator";
import type {
  HostOptions,
  Invocation,
  ProxiedRequest,
  VercelHost,
  VercelInstance,
} from "@onefn/vercel/simulator";
import type { Load } from "onefn/simulator";
import type { Child } from "../harness/child.js";
import { type ServerCommand, ServerProcess } from "../harness/server-process.js";

/** A host whose processes have to be stopped. */
export interface RealVercel extends VercelHost {
  /** How many processes have ended by themselves, and not of what is known to be fatal. */
  readonly crashes: number;
  /** How many have ended of what is known to be fatal. */
  readonly fatalities: number;
  stop(): Promise<void>;
}

/** What a process is known to end of. */
export interface Fatal {
  /** What it then writes. */
  readonly error: RegExp;
  /** Whether the answer that is its last one breaks off, or ends as if all were well. */
  readonly last: "broken-off" | "in-order";
}

/**
 * Runs the simulator's functions in processes of their own. Every distinct command is started once and kept until
 * `stop`; one whose process has ended by itself is started anew.
 *
 * @param command tells how functions are served with these options.
 */
export function realVercel(
  command: (load: Load, options: HostOptions) => ServerCommand,
  fatal?: Fatal,
): RealVercel {
  const instances = new Map<string, Instance>();
  const ends = () => [...instances.values()].flatMap((each) => each.ends);
  const isFatal = (lines: readonly string[]) => lines.some((line) => fatal?.error.test(line));
  return {
    async start(load, options) {
      const wanted = command(load, options);
      const key = JSON.stringify(wanted);
      // What is fatal is sent to deployments without options of their own.
      const last = options.adapt ? undefined : fatal?.last;
      const instance = instances.get(key) ?? new Instance(wanted, last);
      instances.set(key, instance);
      await instance.serving();
      return instance;
    },
    get crashes() {
      return ends().filter((lines) => !isFatal(lines)).length;
    },
    get fatalities() {
      return ends().filter(isFatal).length;
    },
    async stop() {
      await Promise.all([...instances.values()].map((each) => each.stop()));
    },
  };
}

/** Lines that a process may write about the error of which it ends. */
const LAST_WORDS = 40;

/** Milliseconds in which a process that has broken a connection off will have ended, if it does. */
const SUSPENSE = 1_000;

class Instance implements VercelInstance {
  readonly lines: string[] = [];
  /** The last lines of each process that has ended by itself. */
  readonly ends: (readonly string[])[] = [];
  readonly #command: ServerCommand;
  readonly #last: Fatal["last"] | undefined;
  /** The process that serves comes first. */
  #servers: Promise<ServerProcess>[] = [];
  /** Resolves when it is known whether the process that has broken an answer off goes on. */
  #suspense: Promise<boolean> | undefined;
  #stopped = false;

  constructor(command: ServerCommand, last: Fatal["last"] | undefined) {
    this.#command = command;
    this.#last = last;
  }

  async invoke(proxied: ProxiedRequest, invocation: Invocation): Promise<Response> {
    await this.#suspense;
    const server = await this.serving();
    const brokenOff = () => {
      this.#suspense = hasEnded(server);
    };
    try {
      const response = await dispatch(proxied, invocation, server.url);
      return response.body ? new Response(watched(response.body, brokenOff), response) : response;
    } catch (error) {
      if (proxied.signal?.aborted) throw error;
      brokenOff();
      if (this.#last !== "in-order" || !(await hasEnded(server))) throw error;
      // It was the request before this one of which it has ended.
      return dispatch(proxied, invocation, (await this.serving()).url);
    }
  }

  async close(): Promise<void> {}

  /** The process that serves. Where it is known to end, another waits to take its place. */
  serving(): Promise<ServerProcess> {
    const wanted = this.#last ? 2 : 1;
    while (this.#servers.length < wanted) this.#servers.push(this.#start());
    return this.#servers[0] as Promise<ServerProcess>;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const started = await Promise.allSettled(this.#servers);
    await Promise.all(started.map((each) => each.status === "fulfilled" && each.value.child.stop()));
  }

  #start(): Promise<ServerProcess> {
    const starting = ServerProcess.start(this.#command);
    starting.then(
      ({ child }) => this.#keep(starting, child),
      () => {},
    );
    return starting;
  }

  /** Keeps what a process writes, and puts another in its place when it ends. */
  async #keep(server: Promise<ServerProcess>, child: Child): Promise<void> {
    for await (const line of child.follow()) this.lines.push(line);
    if (this.#stopped) return;
    this.ends.push(child.lines.slice(-LAST_WORDS));
    this.#servers = this.#servers.filter((each) => each !== server);
    void this.serving();
  }
}

/** Whether a process that has broken a connection off comes to its end. */
async function hasEnded({ child }: ServerProcess): Promise<boolean> {
  if (child.alive) await Promise.race([child.ended, sleep(SUSPENSE)]);
  return !child.alive;
}

/** Sends what has passed Vercel's proxy as the proxy does: by HTTP, its target and headers as they are. */
function dispatch(proxied: ProxiedRequest, { deadline }: Invocation, to: string): Promise<Response> {
  const { method, target, headers, body, signal } = proxied;
  const request = new Request(to, { method, body, signal: signal ?? null } as RequestInit);
  const rawHeaders = [...headers];
  if (deadline !== undefined) rawHeaders.push(["x-launcher-deadline", deadline]);
  const sized = headers.some(([name]) => name === "content-length") || method === "GET" || method === "HEAD";
  if (!sized) rawHeaders.push(["content-length", `${body?.length ?? 0}`]);
  return send({ request, caller: { target, rawHeaders }, to, connected() {}, answered() {} });
}

/** A body that tells when its sender breaks it off. */
function watched(body: ReadableStream<Uint8Array>, brokenOff: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          brokenOff();
          controller.error(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
