import { Buffer } from "node:buffer";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { RpcInvocation, RpcResult, Worker, WorkerHost, WorkerOptions } from "@onefn/azure/simulator";
import type { Load } from "onefn/simulator";
import { realServer } from "../harness/real-server.js";
import type { ServerCommand } from "../harness/server-process.js";

/** Workers that have to be stopped. */
export interface RealWorkers extends WorkerHost {
  /** How many processes have ended by themselves. */
  readonly crashes: number;
  stop(): Promise<void>;
}

/**
 * Runs the simulator's workers in processes of their own. Every distinct command is started once and kept until `stop`.
 *
 * @param command tells how an app is started with these options.
 */
export function realWorkers(command: (load: Load, options: WorkerOptions) => ServerCommand): RealWorkers {
  const processes = realServer(command);
  return {
    async start(load, options) {
      const { url } = await processes.start(load, options);
      return connect(url);
    },
    get crashes() {
      return processes.crashes;
    },
    stop: () => processes.stop(),
  };
}

/** What worker.mjs tells of its app. */
interface App {
  readonly capabilities: { readonly HttpUri?: string };
  readonly functions: readonly { readonly name: string }[];
}

/** Connects to a worker whose app has one function. */
async function connect(url: string): Promise<Worker> {
  const { capabilities, functions } = (await (await fetch(url)).json()) as App;
  const [fn, ...others] = functions;
  if (!fn || others.length > 0) throw new Error("[onefn/runtimes] An app has to register one function.");
  const lines: string[] = [];
  return {
    lines,
    // The library says `localhost`, which may be the address of version 6 alone.
    httpUri: capabilities.HttpUri?.replace("//localhost:", "//127.0.0.1:"),
    invoke: (invocation) => invoke(url, fn.name, invocation, lines),
    close: async () => {},
  };
}

/** One line of a worker's answer. */
interface Told {
  readonly log?: string;
  readonly result?: Omit<RpcResult, "body"> & { readonly body?: { readonly bytes: string } };
  readonly error?: string;
}

async function invoke(
  url: string,
  name: string,
  { http, ...invocation }: RpcInvocation,
  lines: string[],
): Promise<RpcResult | undefined> {
  const body = http.body && { bytes: Buffer.from(http.body.bytes).toString("base64") };
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify({ name, ...invocation, http: { ...http, body } }),
  });
  for await (const line of createInterface({ input: Readable.fromWeb(response.body as never) })) {
    const { log, result, error } = JSON.parse(line) as Told;
    if (log !== undefined) lines.push(log);
    else if (error !== undefined) throw new Error(error);
    else if (result) return { ...result, body: bodyOf(result) };
  }
  return undefined;
}

function bodyOf({ body }: NonNullable<Told["result"]>): NonNullable<RpcResult["body"]> | null {
  return body ? { bytes: Buffer.from(body.bytes, "base64") } : null;
}
