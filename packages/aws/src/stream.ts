import type { HttpFunction } from "onefn";
import {
  type Adaptable,
  type AnyFunction,
  bindHttp,
  createAdapter,
  OnefnError,
  type Pipeline,
  takeBody,
} from "onefn/provider";
import type { AnyStreamingCodec } from "./codecs/wire.js";
import type { LambdaContext } from "./native.js";
import type { AwsOptions } from "./options.js";
import { aws } from "./provider.js";
import { pump, type ResponseStream } from "./pump.js";
import { watchRejections } from "./rejections.js";

/** A handler that Lambda calls with a stream for its response. */
export type StreamingHandler = (
  event: unknown,
  stream: ResponseStream,
  context?: LambdaContext,
) => Promise<void>;

/** `stream` for the wires of one entry. */
export type Stream = <T>(
  functions: Adaptable<T, HttpFunction, "stream of @onefn/aws">,
  options?: AwsOptions,
) => StreamingHandler;

/**
 * What Lambda's Node.js runtimes put into the global scope.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */
interface StreamingRuntime {
  streamifyResponse(handler: StreamingHandler): StreamingHandler;
  readonly HttpResponseStream: {
    from(stream: ResponseStream, prelude: object): ResponseStream;
  };
}

/** Sends a response once the stream is there. */
type Send = (stream: ResponseStream) => Promise<void>;

/** Makes the `stream` of an entry. */
export function createStream(codecs: readonly AnyStreamingCodec[]): Stream {
  return (functions, options = {}) => {
    const runtime = streamingRuntime();
    const handle = createAdapter("onefn/aws", aws, [streamPipeline(codecs, runtime)], functions, options);
    return runtime.streamifyResponse(async (event, stream, context) => {
      watchRejections();
      // Before Node 24, runtimes keep a streaming invocation open until every idle connection has timed out.
      if (context && "callbackWaitsForEmptyEventLoop" in context)
        context.callbackWaitsForEmptyEventLoop = false;
      const send = handle(event, context);
      if (typeof send === "function") await (send as Send)(stream);
      else await pump(null, stream);
    });
  };
}

function streamingRuntime(): StreamingRuntime {
  const { awslambda } = globalThis as { awslambda?: unknown };
  if (awslambda) return awslambda as StreamingRuntime;
  throw new OnefnError(
    "ONEFN_NO_STREAMING",
    "[onefn/aws] stream: only Lambda's Node.js runtime has `awslambda.streamifyResponse`. " +
      "Use adapt(fn) here, or run the function in Lambda or its simulator.",
  );
}

/** Buffered and streamed responses take one path, which here ends in a stream. */
function streamPipeline(codecs: readonly AnyStreamingCodec[], runtime: StreamingRuntime): Pipeline {
  return {
    kinds: ["http"],
    codecs,
    bind(functions: readonly AnyFunction[], provider, options) {
      const handle = bindHttp(functions, provider, options);
      return codecs.map(
        (codec) =>
          (native, nativeContext): Send =>
          async (stream) => {
            let begun = false;
            await handle(codec, native, nativeContext, {
              method: codec.method,
              encode(response: Response) {
                const prelude = codec.head(response, native as never);
                const body = takeBody(response);
                begun = true;
                return pump(body, runtime.HttpResponseStream.from(stream, prelude));
              },
              // Once the status was sent, only the runtime can tell: it truncates the response, and counts a failure.
              abort(error: unknown) {
                if (begun) throw error;
                return false;
              },
            });
          },
      );
    },
  };
}
