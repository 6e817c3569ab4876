import { Buffer } from "node:buffer";
import type { Capabilities } from "onefn/provider";
import type { Caller, Exchange, HttpDeployment, HttpWire, Load, SimulatorOptions } from "onefn/simulator";
import { arrive, traceHeader } from "./arrival.js";
import { type ClientRequest, readRequest } from "./client-request.js";
import { createClock } from "./clock.js";
import type { Gateway } from "./gateway.js";
import type { LambdaAnswer, LambdaHost, LambdaInstance } from "./host.js";
import { DEFAULT_TIMEOUT, LAMBDA_TIMEOUT_LIMIT, REQUEST_TOO_LARGE } from "./lambda/limits.js";
import { MalformedResult, type Reply, toResponse } from "./reply.js";
import { readStream, untilGone } from "./stream-reply.js";
import { within } from "./within.js";

/** Puts a host's functions behind a gateway. */
export function createHttpWire(gateway: Gateway, host: LambdaHost, capabilities: Capabilities): HttpWire {
  const { trigger, identities } = gateway;
  return {
    trigger,
    capabilities,
    identities,
    async deploy(load: Load, options: SimulatorOptions = {}) {
      const instance = await host.start(load, {
        streaming: gateway.head !== undefined,
        timeout: Math.min(options.timeout ?? DEFAULT_TIMEOUT, gateway.functionLimit ?? LAMBDA_TIMEOUT_LIMIT),
        adapt: { ...gateway.adapt, ...options.adapt },
        ...(options.clock && { clock: options.clock }),
      });
      return new Deployed(gateway, instance, options);
    },
  };
}

class Deployed implements HttpDeployment {
  readonly #gateway: Gateway;
  readonly #instance: LambdaInstance;
  readonly #options: SimulatorOptions;

  constructor(gateway: Gateway, instance: LambdaInstance, options: SimulatorOptions) {
    this.#gateway = gateway;
    this.#instance = instance;
    this.#options = options;
  }

  get lines(): readonly string[] {
    return this.#instance.lines;
  }

  async send(request: Request, caller?: Caller): Promise<Response> {
    const { signal } = request;
    signal.throwIfAborted();
    const gone = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    const answer = readRequest(request, caller).then((read) => this.#answer(read, signal));
    return Promise.race([answer, gone]);
  }

  /** Lambda is not told when the client goes: the invocation runs on. */
  async #answer(request: ClientRequest, signal: AbortSignal): Promise<Response> {
    const { refusals, requestLimit, patience } = this.#gateway;
    if (request.body.length > requestLimit) return this.#refuse(refusals.tooLarge, request);
    const arrival = arrive((this.#options.clock ?? createClock()).now());
    const event = this.#gateway.event(request, arrival);
    const { requestId, traceRoot } = arrival;
    const invocation = this.#instance.invoke(event, { requestId, traceId: traceHeader(traceRoot) });
    const answer = await within(patience, invocation);
    return this.#read(request, event, answer, signal);
  }

  async #read(
    request: ClientRequest,
    event: object,
    answer: LambdaAnswer,
    signal: AbortSignal,
  ): Promise<Response> {
    const { refusals, trigger } = this.#gateway;
    const tell = (outcome: Partial<Exchange>) =>
      this.#options.tap?.({ trigger, nativeEvent: event, nativeResult: undefined, ...outcome });
    if (answer.kind === "timeout") {
      tell({ error: new Error("The invocation ran out of time.") });
      return this.#refuse(refusals.timeout, request);
    }
    if (answer.kind === "error") {
      tell({ error: answer.cause ?? new Error(`${answer.errorType}: ${answer.errorMessage}`) });
      const { failed, tooLarge } = refusals;
      return this.#refuse(answer.errorType === REQUEST_TOO_LARGE ? tooLarge : failed, request);
    }
    let nativeResult: unknown;
    try {
      const { result, read } = await this.#reading(answer, signal);
      nativeResult = result;
      const response = toResponse(read(), request.method);
      tell({ nativeResult });
      return response;
    } catch (error) {
      if (error instanceof MalformedResult) {
        tell({ nativeResult, refusal: error.message });
        return this.#refuse(refusals.malformed, request);
      }
      tell({ nativeResult, error });
      return this.#refuse(refusals.failed, request);
    }
  }

  /** The native result, or the prelude of a stream, and how the gateway reads it. */
  async #reading(answer: Extract<LambdaAnswer, { kind: "result" | "stream" }>, signal: AbortSignal) {
    const gateway = this.#gateway;
    if (answer.kind === "result") {
      const result: unknown = JSON.parse(answer.payload);
      return { result, read: () => gateway.reply(result) };
    }
    if (!gateway.head) {
      throw new MalformedResult("the handler streams, and this wire takes its answer in one piece");
    }
    const { head, body } = await readStream(answer);
    return {
      result: head,
      read: () => ({ ...gateway.head?.(head), body: untilGone(body, signal) }) as Reply,
    };
  }

  #refuse(status: number, { method }: ClientRequest): Response {
    const { contentType, body } = this.#gateway.refusals;
    const reply = {
      status,
      headers: [["content-type", contentType] as const],
      body: Buffer.from(body(status)),
    };
    return toResponse(reply, method);
  }

  close(): Promise<void> {
    return this.#instance.close();
  }
}
