import type { Auth } from "onefn/provider";
import {
  type ClientRequest,
  createHttpDeployment,
  type HttpWire,
  isHttp,
  type NativeResult,
  readClientRequest,
  schema,
  type Told,
  toClientResponse,
  within,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import type { Arrival, NetlifyHost, NetlifyInstance, Trigger } from "./host.js";
import { arrive, isForUs, newId, refusal } from "./network.js";

/** Milliseconds. Netlify gives functions 60 s; less is enough here. */
const DEFAULT_TIMEOUT = 30_000;

const identities: readonly Auth[] = [
  {
    type: "netlify-identity",
    subject: "7c9d2f0e-4b1a-4c3d-8e5f-6a7b8c9d0e1f",
    claims: {
      sub: "7c9d2f0e-4b1a-4c3d-8e5f-6a7b8c9d0e1f",
      email: "ada@example.com",
      exp: 1_800_000_000,
      app_metadata: { provider: "email", roles: ["admin"] },
      user_metadata: { full_name: "Ada" },
    },
  },
];

const RESPONSE: NativeResult = {
  reason: "A function answers with a Response, whose class refuses what HTTP does not allow.",
};

/** @see https://docs.netlify.com/build/functions/lambda-compatibility */
const scalar = schema.union(schema.string(), schema.number(), schema.boolean());
const eventResult: NativeResult = {
  schema: schema.object({
    statusCode: schema.integer(200, 599),
    headers: schema.optional(schema.record(scalar)),
    multiValueHeaders: schema.optional(schema.record(schema.array(scalar))),
    body: schema.optional(schema.string()),
    isBase64Encoded: schema.optional(schema.boolean()),
  }),
  wrong: [
    null,
    { statusCode: "200" },
    { statusCode: 200, headers: { a: ["1"] } },
    { statusCode: 200, multiValueHeaders: { a: "1" } },
    { statusCode: 200, body: {} },
    { statusCode: 200, cookies: [] },
  ],
};

/** A host's functions behind Netlify's network. */
export function createWire(trigger: Trigger, host: NetlifyHost): HttpWire {
  return {
    kind: "http",
    shape: "call",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: trigger === "functions-v1" ? eventResult : RESPONSE,
    identities,
    async deploy(load, { adapt, tap, timeout = DEFAULT_TIMEOUT } = {}) {
      const running = await host.start(load, { trigger, ...(adapt && { adapt }) });
      const deployed = { trigger, running, timeout };
      return createHttpDeployment({
        trigger,
        running,
        tap,
        answer: async (request, caller, tell) =>
          answer(await readClientRequest(request, caller), deployed, tell),
      });
    },
  };
}

/** What the network passes requests to. */
interface Deployed {
  readonly trigger: Trigger;
  readonly running: NetlifyInstance;
  readonly timeout: number;
}

async function answer(
  client: ClientRequest,
  deployed: Deployed,
  tell: (told: Told) => void,
): Promise<Response> {
  // Deno's server refuses them; functions get theirs by way of JSON.
  if (deployed.trigger === "edge-functions" && !client.headers.every(isHttp))
    return refusal(400, "Bad Request");
  if (!isForUs(client)) return refusal(404, "Not Found");
  const id = newId();
  const arrival = await arrive(client, id);
  const { method, url, headers } = arrival;
  const { output, ...told } = await invoke(arrival, id, deployed);
  tell({ nativeEvent: { method, url, headers }, output, ...told });
  return output;
}

interface Invoked extends Omit<Told, "nativeEvent"> {
  readonly output: Response;
}

async function invoke(
  arrival: Arrival,
  id: string,
  { trigger, running, timeout }: Deployed,
): Promise<Invoked> {
  let ended = () => {};
  const answered = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const failed = (status: number, text: string, error: unknown): Invoked => {
    ended();
    return { nativeResult: undefined, error, output: refusal(status, text) };
  };
  const { method, signal } = arrival;
  // Deno stops a stream if the client has gone; Lambda is not told.
  const stops = trigger === "edge-functions";
  const end = Date.now() + timeout;
  try {
    const invocation = { id, answered, remaining: () => end - Date.now() };
    const invoked = await within(timeout, running.invoke(arrival, invocation));
    if (!invoked) return failed(504, "Inactivity Timeout", new Error("The invocation ran out of time."));
    const output = toClientResponse(invoked.response, { method, signal, stops, ended });
    return { nativeResult: invoked.nativeResult, output };
  } catch (error) {
    return failed(502, "error decoding lambda response", error);
  }
}
