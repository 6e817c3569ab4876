import { findWire, type HttpOptions, type Simulator } from "onefn/simulator";
import { createSimulator, inProcess } from "../../src/simulator/index.js";

/** A handler as someone writes it for Lambda, without an adapter. */
export type RawHandler = (event: never, context: never) => unknown;

/** A handler that is given a stream. */
export type RawStreamHandler = (event: never, stream: never, context: never) => unknown;

/** What a test can do to Lambda's response stream. */
export interface RawStream extends NodeJS.WritableStream {
  setContentType(contentType: string): void;
  once(event: string, listener: () => void): this;
}

interface AwsLambda {
  streamifyResponse(handler: RawStreamHandler): RawHandler;
  readonly HttpResponseStream: { from(stream: RawStream, prelude: unknown): RawStream };
}

/** Lambda's global of that name. */
export function awslambda(): AwsLambda {
  return (globalThis as unknown as { awslambda: AwsLambda }).awslambda;
}

/** AWS around a hand-written handler. */
export function rawAws(handler: RawHandler): Simulator {
  return createSimulator(inProcess({ adapt: () => handler as never, stream: () => handler as never }));
}

/** A hand-written handler behind an http wire. */
export async function deployRaw(trigger: string, handler: RawHandler, options?: HttpOptions) {
  return deployOn(rawAws(handler), trigger, options);
}

/** The same with a handler that streams. */
export async function deployRawStream(trigger: string, handler: RawStreamHandler, options?: HttpOptions) {
  const stream = () => awslambda().streamifyResponse(handler) as never;
  return deployOn(createSimulator(inProcess({ adapt: stream, stream })), trigger, options);
}

async function deployOn(aws: Simulator, trigger: string, options?: HttpOptions) {
  return findWire(aws, "http", trigger).deploy(() => ({}), options);
}

/** What a wire answers to a GET when the handler returns this. */
export async function answerTo(trigger: string, result: unknown): Promise<Response> {
  const deployment = await deployRaw(trigger, async () => result);
  return deployment.send(new Request("https://api.example.com/"));
}

/** The event that a wire makes of a request, as Lambda's JSON has it. */
export async function eventOf<Event>(
  trigger: string,
  request: Request,
  caller?: Parameters<Awaited<ReturnType<typeof deployRaw>>["send"]>[1],
): Promise<Event> {
  let seen: unknown;
  const deployment = await deployRaw(trigger, async (event) => {
    seen = event;
    return { statusCode: 200 };
  });
  await deployment.send(request, caller);
  return seen as Event;
}
