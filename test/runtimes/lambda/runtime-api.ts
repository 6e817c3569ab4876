import { Buffer } from "node:buffer";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LambdaAnswer } from "@onefn/aws/simulator";
import { PAYLOAD_LIMIT } from "./limits.js";
import { readStream } from "./read-stream.js";

/** One invocation, as the runtime fetches it. */
export interface NextInvocation {
  readonly requestId: string;
  /** The event as JSON. */
  readonly event: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly traceId?: string;
}

/** What the runtime says about a function that failed. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

const PREFIX = "/2018-06-01/runtime/";
const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:contract";

/**
 * Lambda's Runtime API for one process, on loopback.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  /** Called when the runtime asks for its next invocation and owes no answer: from here on Lambda freezes it. */
  onIdle: () => void = () => {};
  /** Called with the error that the function's start ended in. */
  onInitError: (error: FunctionError) => void = () => {};
  readonly #server: Server;
  /** Managed Instances ask from several threads at once. */
  readonly #asking: ServerResponse[] = [];
  readonly #waiting: NextInvocation[] = [];
  /** Invocations whose answers are not wholly there. */
  readonly #running = new Set<string>();
  readonly #answers = new Map<string, (answer: LambdaAnswer) => void>();

  private constructor() {
    this.#server = createServer((request, response) => {
      // A process that ends while it posts has no answer to give; its end is one.
      this.#handle(request, response).catch(() => response.destroy());
    });
    // A frozen process would not see that an idle connection was closed, and use it when it thaws.
    this.#server.keepAliveTimeout = 0;
  }

  static async listen(): Promise<RuntimeApi> {
    const api = new RuntimeApi();
    await new Promise<void>((resolve) => api.#server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  /** What `AWS_LAMBDA_RUNTIME_API` holds. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Settles with what the runtime posts for this invocation; never, when its process ends without posting. */
  invoke(next: NextInvocation): Promise<LambdaAnswer> {
    const answer = new Promise<LambdaAnswer>((resolve) => this.#answers.set(next.requestId, resolve));
    this.#waiting.push(next);
    this.#serve();
    return answer;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [area, id = "", action] = request.url?.slice(PREFIX.length).split("/") ?? [];
    if (id === "next") {
      this.#asking.push(response);
      this.#rest();
      this.#serve();
    } else if (area === "init") {
      this.onInitError(toError(await readBytes(request)));
      acknowledge(response);
    } else {
      request.once("close", () => this.#done(decodeURIComponent(id)));
      const answer = await readAnswer(request, response, action === "error");
      this.#answers.get(decodeURIComponent(id))?.(answer);
      this.#answers.delete(decodeURIComponent(id));
    }
  }

  #done(requestId: string): void {
    this.#running.delete(requestId);
    this.#rest();
  }

  /** Version 4 asks for more before the answer of a stream that fails has left. */
  #rest(): void {
    if (this.#asking.length > 0 && this.#running.size === 0) this.onIdle();
  }

  #serve(): void {
    const [response, next] = [this.#asking[0], this.#waiting[0]];
    if (!response || !next) return;
    this.#asking.shift();
    this.#waiting.shift();
    this.#running.add(next.requestId);
    response.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": next.requestId,
      "lambda-runtime-deadline-ms": String(next.deadline),
      "lambda-runtime-invoked-function-arn": ARN,
      ...(next.traceId !== undefined && { "lambda-runtime-trace-id": next.traceId }),
    });
    response.end(next.event);
  }
}

async function readAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  failed: boolean,
): Promise<LambdaAnswer> {
  if (request.headers["lambda-runtime-function-response-mode"] === "streaming") {
    request.once("end", () => acknowledge(response));
    const stream = await readStream(request);
    if (stream.failure !== undefined) return { kind: "error", ...toError(stream.failure) };
    return { kind: "stream", contentType: request.headers["content-type"] ?? "", body: stream.body };
  }
  const payload = await readBytes(request);
  acknowledge(response);
  if (failed) return { kind: "error", ...toError(payload) };
  if (payload.length <= PAYLOAD_LIMIT) return { kind: "result", payload: payload.toString() };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`;
  return { kind: "error", errorType: "Function.ResponseSizeTooLarge", errorMessage };
}

function toError(json: Buffer): FunctionError {
  const { errorType, errorMessage } = JSON.parse(json.toString());
  return { errorType: String(errorType), errorMessage: String(errorMessage) };
}

function acknowledge(response: ServerResponse): void {
  response.writeHead(202, { "content-type": "application/json" }).end('{"status":"OK"}\n');
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
