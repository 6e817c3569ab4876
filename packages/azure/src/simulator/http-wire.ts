import type { Auth } from "onefn/provider";
import { createHttpDeployment, type HttpWire, type Told } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { type ClientRequest, readRequest } from "./client-request.js";
import { forward } from "./forward.js";
import { throughFrontEnd } from "./front-end.js";
import { BadRequest, type HostRequest, parse } from "./kestrel.js";
import { refusal, toResponse } from "./reply.js";
import { toInvocation } from "./rpc-request.js";
import { rpcResult } from "./rpc-result.js";
import type { Worker, WorkerHost } from "./worker.js";

const identities: readonly Auth[] = [
  {
    type: "easy-auth",
    subject: "7b5e1c1e-0000-4000-8000-4a1f5d1f2c3d",
    claims: { auth_typ: "aad", claims: [{ typ: "name", val: "Ada" }], name_typ: "name", role_typ: "roles" },
  },
];

/** The methods that the host routes. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Azure's host in front of a worker, in one of its two modes. */
export function createHttpWire(trigger: "http" | "http-stream", workers: WorkerHost): HttpWire {
  return {
    kind: "http",
    shape: "call",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result:
      trigger === "http" ? rpcResult : { reason: "The worker's own server answers, over a connection." },
    identities,
    async deploy(load, { adapt, tap } = {}) {
      const running = await workers.start(load, {
        streams: trigger === "http-stream",
        ...(adapt && { adapt }),
      });
      return createHttpDeployment({
        trigger,
        running,
        tap,
        // If the client goes, the invocation continues: functions are not told.
        answer: async (request, caller, tell) =>
          answer(await readRequest(request, caller), running, request.signal, tell),
      });
    },
  };
}

type Tell = (told: Told) => void;

async function answer(
  client: ClientRequest,
  worker: Worker,
  signal: AbortSignal,
  tell: Tell,
): Promise<Response> {
  let arrived: HostRequest;
  try {
    arrived = parse(client, throughFrontEnd(client));
  } catch (error) {
    if (error instanceof BadRequest) return refusal(400);
    throw error;
  }
  if (!METHODS.includes(arrived.method)) return refusal(404);
  return worker.httpUri === undefined
    ? invoke(arrived, worker, tell)
    : forwarded(arrived, worker, worker.httpUri, signal, tell);
}

/** A function that throws is answered with a 500 without a body. */
async function invoke(request: HostRequest, worker: Worker, tell: Tell): Promise<Response> {
  const nativeEvent = toInvocation(request);
  try {
    const nativeResult = await worker.invoke(nativeEvent);
    const output = nativeResult ? toResponse(nativeResult, request.method) : refusal(500);
    tell({ nativeEvent, nativeResult, output });
    return output;
  } catch (error) {
    const output = refusal(500);
    tell({ nativeEvent, nativeResult: undefined, error, output });
    return output;
  }
}

/**
 * The request goes to the worker's server, and at the same time the invocation by RPC. If the invocation fails before
 * it has answered, the client is left waiting.
 */
async function forwarded(
  request: HostRequest,
  worker: Worker,
  to: string,
  signal: AbortSignal,
  tell: Tell,
): Promise<Response> {
  const nativeEvent = toInvocation(request);
  let output: Response | undefined;
  worker.invoke(nativeEvent).catch((error: unknown) => {
    if (!output) tell({ nativeEvent, nativeResult: undefined, error, output });
  });
  output = await forward(request, nativeEvent.invocationId, to, signal);
  tell({ nativeEvent, nativeResult: undefined, output });
  return output;
}
