import { Buffer } from "node:buffer";
import { createClock, createHttpDeployment, type HttpWire, type Told, within } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { arrive, traceHeader } from "./arrival.js";
import { type ClientRequest, readRequest } from "./client-request.js";
import type { Gateway } from "./gateway.js";
import type { LambdaAnswer, LambdaHost } from "./host.js";
import { DEFAULT_TIMEOUT, LAMBDA_TIMEOUT_LIMIT, REQUEST_TOO_LARGE } from "./lambda/limits.js";
import { MalformedResult, type Reply, toResponse } from "./reply.js";
import { readStream, untilGone } from "./stream-reply.js";

/** Puts a host's functions behind a gateway. */
export function createHttpWire(gateway: Gateway, host: LambdaHost): HttpWire {
  const { trigger, result, identities, requestLimit, refusals, patience } = gateway;
  return {
    kind: "http",
    shape: "call",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result,
    identities,
    async deploy(load, { tap, timeout = DEFAULT_TIMEOUT, adapt, clock } = {}) {
      const running = await host.start(load, {
        streaming: gateway.head !== undefined,
        timeout: Math.min(timeout, gateway.functionLimit ?? LAMBDA_TIMEOUT_LIMIT),
        adapt: { ...gateway.adapt, ...adapt },
        ...(clock && { clock }),
      });
      return createHttpDeployment({
        trigger,
        running,
        tap,
        // Lambda is not told when the client goes: the invocation continues.
        async answer(sent, caller, tell) {
          const request = await readRequest(sent, caller);
          if (request.body.length > requestLimit) return refuse(gateway, refusals.tooLarge, request);
          const arrival = arrive((clock ?? createClock()).now());
          const written = gateway.event(request, arrival);
          const { replaceEvent } = caller;
          const nativeEvent = replaceEvent ? replaceEvent(written) : written;
          const { requestId, traceRoot } = arrival;
          const invocation = running.invoke(nativeEvent, { requestId, traceId: traceHeader(traceRoot) });
          const answer = (await within(patience, invocation)) ?? { kind: "timeout" };
          const { output, ...told } = await read(gateway, request, answer, sent.signal);
          tell({ nativeEvent, output, ...told });
          return output;
        },
      });
    },
  };
}

/** How the gateway reads a result. */
interface Reading extends Omit<Told, "nativeEvent"> {
  readonly output: Response;
}

async function read(
  gateway: Gateway,
  request: ClientRequest,
  answer: LambdaAnswer,
  signal: AbortSignal,
): Promise<Reading> {
  const { malformed, failed, timeout, tooLarge } = gateway.refusals;
  const refusing = (status: number, why: Partial<Reading>): Reading => ({
    nativeResult: undefined,
    output: refuse(gateway, status, request),
    ...why,
  });
  if (answer.kind === "timeout") {
    return refusing(timeout, { error: new Error("The invocation ran out of time.") });
  }
  if (answer.kind === "error") {
    const { cause, errorType, errorMessage } = answer;
    const status = errorType === REQUEST_TOO_LARGE ? tooLarge : failed;
    return refusing(status, { error: cause ?? new Error(`${errorType}: ${errorMessage}`) });
  }
  let nativeResult: unknown;
  try {
    const { result, reply } = await resultOf(gateway, answer, signal);
    nativeResult = result;
    return { nativeResult, output: toResponse(reply(), request.method) };
  } catch (error) {
    return error instanceof MalformedResult
      ? refusing(malformed, { nativeResult, refusal: error.message })
      : refusing(failed, { nativeResult, error });
  }
}

/** The native result, or the prelude of a stream, and how the gateway reads it. */
async function resultOf(
  gateway: Gateway,
  answer: Extract<LambdaAnswer, { kind: "result" | "stream" }>,
  signal: AbortSignal,
) {
  if (answer.kind === "result") {
    const result: unknown = JSON.parse(answer.payload);
    return { result, reply: () => gateway.reply(result) };
  }
  if (!gateway.head) {
    throw new MalformedResult("the handler streams, but this wire accepts only buffered results");
  }
  const { head, body } = await readStream(answer);
  return {
    result: head,
    reply: () => ({ ...gateway.head?.(head), body: untilGone(body, signal) }) as Reply,
  };
}

function refuse({ refusals }: Gateway, status: number, { method }: ClientRequest): Response {
  const headers = [["content-type", refusals.contentType] as const];
  return toResponse({ status, headers, body: Buffer.from(refusals.body(status)) }, method);
}
