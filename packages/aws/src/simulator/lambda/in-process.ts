import { Buffer } from "node:buffer";
import type { AdaptOptions } from "onefn/provider";
import type { Load } from "onefn/simulator";
import type { HostOptions, LambdaAnswer, LambdaHost, LambdaInstance, LambdaInvocation } from "../host.js";
import { within } from "../within.js";
import { createLambdaContext, type SimulatedContext } from "./context.js";
import { failure, failureLine, failureOf, timeoutLine } from "./failure.js";
import { PAYLOAD_LIMIT, REQUEST_TOO_LARGE } from "./limits.js";

/** A handler as Lambda calls it. */
export type Handler = (event: unknown, context: SimulatedContext) => unknown;

/** Makes the handler that is deployed: `adapt` of an entry of this package, or anything that takes its place. */
export type MakeHandler = (functions: never, options: AdaptOptions) => Handler;

/**
 * Lambda's Node.js 24 runtime, played in this process. What cannot be played: a frozen or ended process. Work that
 * outlives the answer simply goes on here.
 */
export function inProcess(adapt: MakeHandler): LambdaHost {
  return { start: (load, options) => new InProcess(adapt, load, options) };
}

class InProcess implements LambdaInstance {
  readonly lines: string[] = [];
  readonly #adapt: MakeHandler;
  readonly #load: Load;
  readonly #options: HostOptions;
  #deployed: { readonly functions: unknown; readonly handler: Handler } | undefined;

  constructor(adapt: MakeHandler, load: Load, options: HostOptions) {
    this.#adapt = adapt;
    this.#load = load;
    this.#options = options;
  }

  async invoke(event: unknown, invocation: LambdaInvocation): Promise<LambdaAnswer> {
    const text = JSON.stringify(event);
    if (Buffer.byteLength(text) > PAYLOAD_LIMIT) {
      return failure(REQUEST_TOO_LARGE, `The event has more than ${PAYLOAD_LIMIT} bytes.`);
    }
    const { timeout, clock = Date } = this.#options;
    const deadline = clock.now() + timeout;
    const context = createLambdaContext(invocation, () => deadline - clock.now());
    const answer = await within(timeout, this.#run(text, context));
    if (answer.kind === "error") this.lines.push(failureLine(invocation.requestId, answer));
    if (answer.kind === "timeout") this.lines.push(timeoutLine(invocation.requestId, timeout));
    return answer;
  }

  async #run(event: string, context: SimulatedContext): Promise<LambdaAnswer> {
    try {
      const result = await this.#handler()(JSON.parse(event), context);
      return resultOf(result);
    } catch (error) {
      return failureOf(error);
    }
  }

  #handler(): Handler {
    const functions = this.#load();
    if (this.#deployed?.functions !== functions) {
      const log = (line: string) => void this.lines.push(line);
      const handler = this.#adapt(functions as never, { ...this.#options.adapt, log });
      refuseCallbacks(handler);
      this.#deployed = { functions, handler };
    }
    return this.#deployed.handler;
  }

  async close(): Promise<void> {}
}

/** Node.js 24's runtime refuses to start a handler with a third parameter. */
function refuseCallbacks(handler: Handler): void {
  if (handler.length < 3) return;
  throw Object.assign(new Error("Handlers with a callback are not supported from Node.js 24 on."), {
    name: "Runtime.CallbackHandlerDeprecated",
  });
}

/** A result travels as JSON: what JSON does not know is gone, bytes are objects. */
function resultOf(result: unknown): LambdaAnswer {
  const payload = JSON.stringify(result === undefined ? null : result) ?? "null";
  if (Buffer.byteLength(payload) > PAYLOAD_LIMIT) {
    const message = `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`;
    return failure("Function.ResponseSizeTooLarge", message);
  }
  return { kind: "result", payload };
}
