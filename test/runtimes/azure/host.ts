import { Buffer } from "node:buffer";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type {
  RpcInvocation,
  RpcOutcome,
  RpcResult,
  RpcTriggering,
  Worker,
  WorkerHost,
  WorkerOptions,
} from "@onefn/azure/simulator";
import type { Load } from "onefn/simulator";
import { realServer } from "../harness/real-server.js";
import type { ServerCommand } from "../harness/server-process.js";
import { Settlement } from "./settlement.js";

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
  let settlement: Promise<Settlement> | undefined;
  let port = 0;
  const processes = realServer<WorkerOptions>((load, options) => {
    const started = command(load, options);
    // The library of Service Bus finds the host by the arguments of the worker's own.
    return options.trigger?.settles
      ? { ...started, args: [...started.args, ...Settlement.argumentsFor(port)] }
      : started;
  });
  return {
    async start(load, options) {
      if (options.trigger?.settles) {
        settlement ??= Settlement.start();
        ({ port } = await settlement);
      }
      const { url } = await processes.start(load, options);
      return connect(url, await settlement);
    },
    get crashes() {
      return processes.crashes;
    },
    async stop() {
      await processes.stop();
      (await settlement)?.stop();
    },
  };
}

/** What worker.mjs tells of its app. */
interface App {
  readonly capabilities: {
    readonly HttpUri?: string;
    readonly IncludeEmptyEntriesInMessagePayload?: string;
  };
  readonly functions: readonly {
    readonly name: string;
    readonly bindings: Readonly<Record<string, { readonly dataType?: string }>>;
  }[];
}

/** Connects to a worker whose app has one function. */
async function connect(url: string, settlement: Settlement | undefined): Promise<Worker> {
  const { capabilities, functions } = (await (await fetch(url)).json()) as App;
  const [fn, ...others] = functions;
  if (!fn || others.length > 0) throw new Error("[onefn/runtimes] An app has to register one function.");
  const lines: string[] = [];
  return {
    functionName: fn.name,
    lines,
    // The library says `localhost`, which may be the address of version 6 alone.
    httpUri: capabilities.HttpUri?.replace("//localhost:", "//127.0.0.1:"),
    sending: {
      binary: Object.values(fn.bindings).some(({ dataType }) => dataType === "binary"),
      emptyEntries: capabilities.IncludeEmptyEntriesInMessagePayload === "true",
    },
    invoke: (invocation) => invoke(url, fn.name, invocation, lines),
    trigger: ({ settling, ...invocation }) => {
      const data = settling && settlement ? settlement.dataOf(settling) : invocation.data;
      return trigger(url, fn.name, { ...invocation, data }, lines);
    },
    close: async () => {},
  };
}

/** One line of a worker's answer. */
interface Told {
  readonly log?: string;
  readonly result?: unknown;
  readonly error?: string;
  /** Of the error. */
  readonly code?: string;
}

type HttpResult = Omit<RpcResult, "body"> & { readonly body?: { readonly bytes: string } };

async function invoke(
  url: string,
  name: string,
  { http, ...invocation }: RpcInvocation,
  lines: string[],
): Promise<RpcResult | undefined> {
  const body = http.body && { bytes: Buffer.from(http.body.bytes).toString("base64") };
  const sent = { name, ...invocation, http: { ...http, body } };
  const result = (await answerTo(url, sent, lines)) as HttpResult | undefined;
  return result && { ...result, body: bodyOf(result) };
}

async function trigger(
  url: string,
  name: string,
  invocation: Omit<RpcTriggering, "data"> & { readonly data: unknown },
  lines: string[],
): Promise<RpcOutcome> {
  try {
    return { status: "Success", returnValue: await answerTo(url, { name, ...invocation }, lines) };
  } catch (error) {
    const [message] = String(error).split("\n");
    lines.push(`Executed 'Functions.${name}' (Failed). ${message}`);
    return { status: "Failure", error };
  }
}

/** What a worker answers to one invocation. Bytes that are sent are read as Buffers there. */
async function answerTo(url: string, invocation: unknown, lines: string[]): Promise<unknown> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(invocation) });
  for await (const line of createInterface({ input: Readable.fromWeb(response.body as never) })) {
    const { log, result, error, code } = JSON.parse(line) as Told;
    if (log !== undefined) lines.push(log);
    else if (error !== undefined) throw Object.assign(new Error(error), { code, stack: error });
    else return result;
  }
  return undefined;
}

function bodyOf({ body }: HttpResult): NonNullable<RpcResult["body"]> | null {
  return body ? { bytes: Buffer.from(body.bytes, "base64") } : null;
}
