import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LambdaAnswer } from "@onefn/aws/simulator";
import { readStream } from "./read-stream.js";

/** One invocation, as the runtime fetches it. */
export interface NextInvocation {
  readonly requestId: string;
  readonly event: unknown;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly traceId?: string;
}

const PREFIX = "/2018-06-01/runtime/";
const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:contract";

/**
 * Lambda's Runtime API for one process, on loopback.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  /** Called when the runtime asks for its next invocation: from here on Lambda freezes it. */
  onIdle: () => void = () => {};
  /** Called with the error that the function's start ended in. */
  onInitError: (error: FunctionError) => void = () => {};
  readonly #server: Server;
  #asking: ServerResponse | undefined;
  #waiting: NextInvocation[] = [];
  readonly #answers = new Map<string, (answer: LambdaAnswer) => void>();

  private constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
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
    this.#waiting.push(next);
    this.#serve();
    return new Promise((resolve) => this.#answers.set(next.requestId, resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [area, id, action] = request.url?.slice(PREFIX.length).split("/") ?? [];
    if (area === "invocation" && id === "next") {
      this.#asking = response;
      this.onIdle();
      this.#serve();
    } else if (area === "init") {
      this.onInitError(JSON.parse(await readText(request)));
      accept(response);
    } else {
      const answer = this.#answers.get(decodeURIComponent(id ?? ""));
      if (request.headers["lambda-runtime-function-response-mode"] === "streaming") {
        const contentType = request.headers["content-type"] ?? "";
        request.once("end", () => accept(response));
        answer?.({ kind: "stream", contentType, body: readStream(request) });
      } else {
        const payload = await readText(request);
        accept(response);
        answer?.(
          action === "error" ? { kind: "error", ...parseError(payload) } : { kind: "result", payload },
        );
      }
    }
  }

  #serve(): void {
    const response = this.#asking;
    const next = response && this.#waiting.shift();
    if (!next) return;
    this.#asking = undefined;
    response.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": next.requestId,
      "lambda-runtime-deadline-ms": String(next.deadline),
      "lambda-runtime-invoked-function-arn": ARN,
      ...(next.traceId !== undefined && { "lambda-runtime-trace-id": next.traceId }),
    });
    response.end(JSON.stringify(next.event));
  }
}

/** What the runtime says about a function that failed. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

export function parseError(json: string): FunctionError {
  const { errorType, errorMessage } = JSON.parse(json);
  return { errorType: String(errorType), errorMessage: String(errorMessage) };
}

function accept(response: ServerResponse): void {
  response.writeHead(202, { "content-type": "application/json" }).end('{"status":"OK"}\n');
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
