import {
  type Caller,
  type ClientRequest,
  type Exchange,
  type HttpDeployment,
  type HttpWire,
  readClientRequest,
  type SimulatorOptions,
  toClientResponse,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import type { ProxiedRequest, VercelHost, VercelInstance } from "./host.js";
import { isForUs, newId, REQUEST_LIMIT, refusal, throughProxy } from "./proxy.js";

type Runtime = "node" | "edge";

/** Milliseconds; Vercel's default is 300 s, and less is enough here. */
const DEFAULT_TIMEOUT = 30_000;

/** A host's functions behind Vercel's proxy. */
export function createWire(runtime: Runtime, host: VercelHost): HttpWire {
  return {
    trigger: runtime,
    capabilities: capabilities[runtime] ?? {},
    identities: [],
    async deploy(load, options = {}) {
      const { adapt } = options;
      return new Deployed(runtime, await host.start(load, { runtime, ...(adapt && { adapt }) }), options);
    },
  };
}

class Deployed implements HttpDeployment {
  readonly #runtime: Runtime;
  readonly #instance: VercelInstance;
  readonly #options: SimulatorOptions;

  constructor(runtime: Runtime, instance: VercelInstance, options: SimulatorOptions) {
    this.#runtime = runtime;
    this.#instance = instance;
    this.#options = options;
  }

  get lines(): readonly string[] {
    return this.#instance.lines;
  }

  async send(request: Request, caller?: Caller): Promise<Response> {
    request.signal.throwIfAborted();
    const client = await readClientRequest(request, caller);
    const gone = new Promise<never>((_, reject) => {
      client.signal.addEventListener("abort", () => reject(client.signal.reason), { once: true });
    });
    return Promise.race([this.#answer(client), gone]);
  }

  async #answer(client: ClientRequest): Promise<Response> {
    if (!isForUs(client)) return refusal(404, "DEPLOYMENT_NOT_FOUND");
    const body = client.body && new Uint8Array(await new Response(client.body).arrayBuffer());
    if (body && body.length > REQUEST_LIMIT) return refusal(413, "FUNCTION_PAYLOAD_TOO_LARGE");
    const id = newId();
    const proxied: ProxiedRequest = {
      method: client.method,
      target: client.target,
      headers: throughProxy(client, id),
      body,
      ...(this.#runtime === "node" && { signal: client.signal }),
    };
    return this.#invoke(client, proxied, id);
  }

  async #invoke(client: ClientRequest, proxied: ProxiedRequest, id: string): Promise<Response> {
    const tell = (outcome: Partial<Exchange>) =>
      this.#options.tap?.({
        trigger: this.#runtime,
        nativeEvent: { method: proxied.method, target: proxied.target, headers: proxied.headers },
        nativeResult: undefined,
        ...outcome,
      });
    const { timeout = DEFAULT_TIMEOUT } = this.#options;
    let ended = () => {};
    const answered = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const deadline = new Date(Date.now() + timeout).toISOString();
    const invocation = { id, answered, ...(this.#runtime === "node" && { deadline }) };
    try {
      const response = await within(timeout, this.#instance.invoke(proxied, invocation));
      if (!response) {
        tell({ error: new Error("The invocation ran out of time.") });
        ended();
        return refusal(504, "FUNCTION_INVOCATION_TIMEOUT");
      }
      const { status, headers, body } = response;
      tell({ nativeResult: { status, headers: [...headers] } });
      const { method, signal } = client;
      const stops = this.#runtime === "node";
      return toClientResponse(
        { status, headers, body: body as ReadableStream<Uint8Array> | null },
        { method, signal, stops, ended },
      );
    } catch (error) {
      tell({ error });
      ended();
      return refusal(500, "FUNCTION_INVOCATION_FAILED");
    }
  }

  close(): Promise<void> {
    return this.#instance.close();
  }
}

/** What a promise gives, or undefined when it takes longer. What was started is not stopped. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([promise, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
