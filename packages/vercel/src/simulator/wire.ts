import {
  type ClientRequest,
  createHttpDeployment,
  type HttpWire,
  isHttp,
  type LimitedRuntime,
  readClientRequest,
  type Told,
  toClientResponse,
  within,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import type { ProxiedRequest, VercelHost, VercelInstance } from "./host.js";
import { isForUs, newId, REQUEST_LIMIT, refusal, throughProxy } from "./proxy.js";

type Runtime = "node" | "edge";

const edge: LimitedRuntime = {
  name: "the edge runtime",
  modules: ["assert", "async_hooks", "buffer", "events", "util"],
  globals: ["Buffer", "process"],
  conditions: ["edge-light", "worker", "browser"],
  source: "https://vercel.com/docs/functions/runtimes/edge",
};

/** Milliseconds. Vercel's default is 300 s; less is enough here. */
const DEFAULT_TIMEOUT = 30_000;

/** A host's functions behind Vercel's proxy. */
export function createWire(runtime: Runtime, host: VercelHost): HttpWire {
  return {
    kind: "http",
    shape: "call",
    trigger: runtime,
    capabilities: capabilities[runtime] ?? {},
    result: { reason: "A function answers with a Response, whose class refuses what HTTP does not allow." },
    identities: [],
    carriesEvents: true,
    ...(runtime === "edge" && { runtime: edge }),
    async deploy(load, { adapt, tap, timeout = DEFAULT_TIMEOUT } = {}) {
      const running = await host.start(load, { runtime, ...(adapt && { adapt }) });
      const deployed = { runtime, running, timeout };
      return createHttpDeployment({
        trigger: runtime,
        running,
        tap,
        answer: async (request, caller, tell) =>
          answer(await readClientRequest(request, caller), deployed, tell),
      });
    },
  };
}

/** What the proxy passes requests to. */
interface Deployed {
  readonly runtime: Runtime;
  readonly running: VercelInstance;
  readonly timeout: number;
}

async function answer(
  client: ClientRequest,
  deployed: Deployed,
  tell: (told: Told) => void,
): Promise<Response> {
  if (!client.headers.every(isHttp)) return refusal(400, "BAD_REQUEST");
  if (!isForUs(client)) return refusal(404, "DEPLOYMENT_NOT_FOUND");
  const body = client.body && new Uint8Array(await new Response(client.body).arrayBuffer());
  if (body && body.length > REQUEST_LIMIT) return refusal(413, "FUNCTION_PAYLOAD_TOO_LARGE");
  const { method, target, signal } = client;
  const id = newId();
  const headers = throughProxy(client, id);
  const proxied = { method, target, headers, body, ...(deployed.runtime === "node" && { signal }) };
  const { output, ...told } = await invoke(client, proxied, id, deployed);
  tell({ nativeEvent: { method, target, headers }, output, ...told });
  return output;
}

interface Invoked extends Omit<Told, "nativeEvent"> {
  readonly output: Response;
}

async function invoke(
  { method, signal }: ClientRequest,
  proxied: ProxiedRequest,
  id: string,
  { runtime, running, timeout }: Deployed,
): Promise<Invoked> {
  let ended = () => {};
  const answered = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const failed = (status: number, code: string, error: unknown): Invoked => {
    ended();
    return { nativeResult: undefined, error, output: refusal(status, code) };
  };
  const stops = runtime === "node";
  const deadline = new Date(Date.now() + timeout).toISOString();
  try {
    const invocation = { id, answered, ...(runtime === "node" && { deadline }) };
    const response = await within(timeout, running.invoke(proxied, invocation));
    if (!response) {
      return failed(504, "FUNCTION_INVOCATION_TIMEOUT", new Error("The invocation ran out of time."));
    }
    const { status, headers } = response;
    const body = response.body as ReadableStream<Uint8Array> | null;
    const output = toClientResponse({ status, headers, body }, { method, signal, stops, ended });
    return { nativeResult: { status, headers: [...headers] }, output };
  } catch (error) {
    return failed(500, "FUNCTION_INVOCATION_FAILED", error);
  }
}
