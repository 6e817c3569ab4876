/**
 * What Lambda's Node.js runtimes put into the global scope for streaming.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */

const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const WITH_PRELUDE = "application/vnd.awslambda.http-integration-response";
const DELIMITER_LENGTH = 8;

interface Preludable {
  setContentType(contentType: string): void;
  _onBeforeFirstWrite?: (write: (chunk: string | Uint8Array) => void) => void;
}

const awslambda = {
  /** Marks a handler, so that the runtime passes it a stream. */
  streamifyResponse<Handler extends object>(handler: Handler): Handler {
    return Object.assign(handler, { [STREAMING]: "response" });
  },
  HttpResponseStream: {
    /** Writes a prelude before the body. Only a `write` sends it, an `end` does not. */
    from<Stream extends Preludable>(stream: Stream, prelude: unknown): Stream {
      stream.setContentType(WITH_PRELUDE);
      const text = JSON.stringify(prelude);
      stream._onBeforeFirstWrite = (write) => {
        write(text);
        write(new Uint8Array(DELIMITER_LENGTH));
      };
      return stream;
    },
  },
};

/** Makes `awslambda` global, as in every Lambda of Node.js. It stays, because handlers keep a reference to it. */
export function installAwsLambda(): void {
  const scope = globalThis as { awslambda?: unknown };
  scope.awslambda ??= awslambda;
}

/** Whether a handler was marked by `streamifyResponse`. */
export function isStreaming(handler: object): boolean {
  return (handler as { readonly [STREAMING]?: unknown })[STREAMING] === "response";
}
