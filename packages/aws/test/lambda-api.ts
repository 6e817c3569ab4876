import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Lambda, type LambdaClientConfig } from "@aws-sdk/client-lambda";
import type { LambdaHandler } from "../src/task/invoke.js";

/** What the endpoint does with one call, if it does not run a function. */
export type Fate = (response: ServerResponse) => void;

/** An endpoint that speaks the wire of Lambda's API Invoke. */
export interface LambdaApi {
  /** The functions by their names. */
  readonly functions: Map<string, LambdaHandler>;
  /** What becomes of the next calls, instead of running. */
  readonly fates: Fate[];
  /** The qualified names and the payloads of the calls that came. */
  readonly calls: { readonly name: string; readonly type: unknown; readonly payload: string }[];
  /** A client of the real SDK. */
  client(config?: LambdaClientConfig): Lambda;
  close(): void;
}

/** Starts the endpoint. @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export async function startLambdaApi(): Promise<LambdaApi> {
  const functions: LambdaApi["functions"] = new Map();
  const fates: Fate[] = [];
  const calls: LambdaApi["calls"] = [];
  const server: Server = createServer(async (request, response) => {
    const [, name = ""] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? "") ?? [];
    const payload = (await buffer(request)).toString();
    calls.push({ name: decodeURIComponent(name), type: request.headers["x-amz-invocation-type"], payload });
    const fate = fates.shift();
    if (fate) return fate(response);
    const handler = functions.get(decodeURIComponent(name));
    if (!handler)
      return refuse(404, "ResourceNotFoundException", { Message: "Function not found" })(response);
    await invoke(handler, payload, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    functions,
    fates,
    calls,
    client: (config = {}) =>
      new Lambda({
        region: "eu-central-1",
        endpoint: `http://127.0.0.1:${port}`,
        credentials: { accessKeyId: "id", secretAccessKey: "secret" },
        maxAttempts: 1,
        ...config,
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Runs a function as Lambda's runtime for Node does: the result as JSON, or the error by its type. */
async function invoke(handler: LambdaHandler, payload: string, response: ServerResponse): Promise<void> {
  try {
    const result: unknown = await handler(JSON.parse(payload), {} as never);
    succeed(JSON.stringify(result))(response);
  } catch (error) {
    const { name, message, stack = "" } = error as Error;
    failFunction({ errorType: name, errorMessage: message, trace: stack.split("\n") })(response);
  }
}

/** A result, as it is. */
export const succeed =
  (payload: string): Fate =>
  (response) =>
    void response.writeHead(200, { "content-type": "application/json" }).end(payload);

/** A function that failed: the status is 200. */
export const failFunction =
  (error: object): Fate =>
  (response) =>
    void response
      .writeHead(200, { "content-type": "application/json", "x-amz-function-error": "Unhandled" })
      .end(JSON.stringify(error));

/** A call that the service does not take. */
export const refuse =
  (status: number, type: string, body: object = { message: "secret-of-the-service" }): Fate =>
  (response) =>
    void response
      .writeHead(status, { "content-type": "application/json", "x-amzn-errortype": type })
      .end(JSON.stringify(body));
