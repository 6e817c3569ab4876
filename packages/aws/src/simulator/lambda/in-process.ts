import { Buffer } from "node:buffer";
import type { AdaptOptions } from "onefn/provider";
import { FunctionLog, type Load, reloading, within } from "onefn/simulator";
import type { HostOptions, LambdaAnswer, LambdaHost, LambdaInstance, LambdaInvocation } from "../host.js";
import { installAwsLambda, isStreaming } from "./awslambda.js";
import { createLambdaContext, type SimulatedContext } from "./context.js";
import { failure, failureLine, failureOf, timeoutLine } from "./failure.js";
import { PAYLOAD_LIMIT, REQUEST_TOO_LARGE } from "./limits.js";
import { createResponseStream } from "./response-stream.js";

type Handler = (event: unknown, ...rest: readonly unknown[]) => unknown;

/** Makes a handler from functions, with the parameters of this package's `adapt` and `stream`. */
export type MakeHandler = (functions: never, options: AdaptOptions) => (...args: never[]) => unknown;

/** Makes the deployed handlers: this package's functions, or replacements. */
export interface Adapter {
  readonly adapt: MakeHandler;
  readonly stream: MakeHandler;
}

/**
 * Lambda's Node.js 24 runtime, simulated in this process. It cannot freeze or end the process: work that outlives its
 * invocation continues here, and a log line says so when it logs.
 *
 * @example
 * const simulator = createSimulator(inProcess({ adapt, stream }));
 */
export function inProcess(adapter: Adapter): LambdaHost {
  return { sharesMemory: true, start: (load, options) => new InProcess(adapter, load, options) };
}

class InProcess implements LambdaInstance {
  readonly #log = new FunctionLog("onefn/aws");
  readonly #options: HostOptions;
  readonly #handler: () => Handler;

  constructor({ adapt, stream }: Adapter, load: Load, options: HostOptions) {
    this.#options = options;
    const make = options.streaming ? stream : adapt;
    this.#handler = reloading(load, (functions) => {
      installAwsLambda();
      const handler = make(functions, { ...options.adapt, log: this.#log.write }) as Handler;
      refuseCallbacks(handler);
      return handler;
    });
  }

  get lines(): readonly string[] {
    return this.#log.lines;
  }

  async invoke(event: unknown, invocation: LambdaInvocation): Promise<LambdaAnswer> {
    const text = JSON.stringify(event);
    if (Buffer.byteLength(text) > PAYLOAD_LIMIT) {
      return failure(REQUEST_TOO_LARGE, `The event has more than ${PAYLOAD_LIMIT} bytes.`);
    }
    const { timeout, clock = Date } = this.#options;
    const deadline = clock.now() + timeout;
    const context = createLambdaContext(invocation, () => deadline - clock.now());
    this.#log.begin(context.awsRequestId);
    try {
      const handler = this.#handler();
      return isStreaming(handler)
        ? await this.#stream(handler, JSON.parse(text), context)
        : this.#end(
            (await within(timeout, () => call(handler, JSON.parse(text), context))) ?? TIMEOUT,
            context,
          );
    } catch (error) {
      return this.#end(failureOf(error), context);
    }
  }

  /** Answers as soon as the stream has begun; the invocation continues until its handler is done. */
  async #stream(handler: Handler, event: unknown, context: SimulatedContext): Promise<LambdaAnswer> {
    const stream = createResponseStream();
    let begun = false;
    const beginning = stream.begun.then(() => {
      begun = true;
    });
    const invocation = within(this.#options.timeout, () => callStreaming(handler, event, stream, context));
    const over = invocation.then((end = TIMEOUT) => {
      this.#end(end, context);
      if (begun && end.kind !== "stream") stream.fail(new Error("The function failed while streaming."));
      return end;
    });
    await Promise.race([beginning, over]);
    return begun ? { kind: "stream", contentType: stream.contentType(), body: stream.body } : over;
  }

  /** The invocation is over. If it failed, Lambda writes a line of its own. */
  #end(answer: LambdaAnswer, { awsRequestId }: SimulatedContext): LambdaAnswer {
    const { lines } = this.#log;
    if (answer.kind === "error") lines.push(failureLine(awsRequestId, answer));
    if (answer.kind === "timeout") lines.push(timeoutLine(awsRequestId, this.#options.timeout));
    this.#log.end(awsRequestId);
    return answer;
  }

  async close(): Promise<void> {}
}

const TIMEOUT: LambdaAnswer = { kind: "timeout" };

/** Node.js 24's runtime refuses to start a buffered handler with a third parameter. */
function refuseCallbacks(handler: Handler): void {
  if (handler.length < 3 || isStreaming(handler)) return;
  throw Object.assign(new Error("Handlers with a callback are not supported from Node.js 24 on."), {
    name: "Runtime.CallbackHandlerDeprecated",
  });
}

async function call(handler: Handler, event: unknown, context: SimulatedContext): Promise<LambdaAnswer> {
  try {
    return resultOf(await handler(event, context));
  } catch (error) {
    return failureOf(error);
  }
}

/** A result travels as JSON: values that JSON lacks are lost, and bytes become objects. */
function resultOf(result: unknown): LambdaAnswer {
  const payload = JSON.stringify(result === undefined ? null : result) ?? "null";
  if (Buffer.byteLength(payload) > PAYLOAD_LIMIT) {
    const message = `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`;
    return failure("Function.ResponseSizeTooLarge", message);
  }
  return { kind: "result", payload };
}

/** The runtime waits for the handler and the end of its stream: a handler that forgets `end` times out. */
async function callStreaming(
  handler: Handler,
  event: unknown,
  stream: ReturnType<typeof createResponseStream>,
  context: SimulatedContext,
): Promise<LambdaAnswer> {
  stream.ended.catch(() => {});
  try {
    const result = handler(event, stream.facade, context);
    if (!(result instanceof Promise)) throw new Error("Streaming does not support non-async handlers.");
    await result;
    await stream.ended;
    return { kind: "stream", contentType: stream.contentType(), body: stream.body };
  } catch (error) {
    return failureOf(error);
  }
}
