import { type Mutant, type Native, withAnswer, withContext } from "./mutant.js";

const wire = "aws/api-gateway-v2";

/** Gives a result all headers that its Response had. */
function everyHeader() {
  let headers: Native = {};
  return {
    function: (fn: Native) =>
      withAnswer(fn, (response) => {
        headers = response instanceof Response ? Object.fromEntries(response.headers) : {};
        return response;
      }),
    result: (result: Native) => ({ ...result, headers: { ...result.headers, ...headers } }),
  };
}

/** What notices it. */
const EVERY_HEADER = [
  "headers of an upstream's connection do not leave, nor those that Connection names",
  "a content-length that is not the body's does not leave: short",
  "a content-length that is not the body's does not leave: long",
];

/** Adapters of Netlify's handlers in the style of AWS Lambda. */
export const netlifyNetworkMutants: readonly Mutant[] = [
  {
    name: "all headers of an upstream leave",
    wire: "netlify/functions-v1",
    ...everyHeader(),
    caughtBy: EVERY_HEADER,
  },
];

/** Adapters that take what gateways and upstreams say for more than it is. */
export const networkMutants: readonly Mutant[] = [
  {
    name: "the client's address is told as the gateway tells it, with its port",
    wire,
    function: (fn) =>
      withContext(fn, ({ client, platform }) => ({
        client: { ...client, ip: platform.event.requestContext.http.sourceIp },
      })),
    caughtBy: [
      "the client's address has no port, whatever the caller's identity: 198.51.100.23",
      "the client's address has no port, whatever the caller's identity: 2001:db8::23",
      "a trusted proxy is believed, whatever the caller's identity",
    ],
  },
  ...[wire, "aws/function-url", "aws/api-gateway-v1"].map(
    (each): Mutant => ({
      name: "all headers of an upstream leave",
      wire: each,
      ...everyHeader(),
      caughtBy: each === wire ? EVERY_HEADER : EVERY_HEADER.slice(0, 1),
    }),
  ),
  {
    name: "what Connection names leaves",
    wire,
    result: (result) =>
      result.headers["x-kept"] ? { ...result, headers: { ...result.headers, "x-gone": "1" } } : result,
    caughtBy: EVERY_HEADER.slice(0, 1),
  },
  ...[wire, "aws/function-url-stream"].map(
    (each): Mutant => ({
      name: "text among the pieces of a stream is sent",
      wire: each,
      function: (fn) =>
        withAnswer(fn, (response) =>
          response?.body instanceof ReadableStream
            ? new Response(response.body.pipeThrough(encoding()), response)
            : response,
        ),
      caughtBy: ["text-chunks", "text-chunk-later"].map(
        (what) => `a stream of unencoded text is not sent, and the log says what to do: ${what}`,
      ),
    }),
  ),
  {
    name: "a header that HTTP forbids is handed on",
    wire: "aws/alb",
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) => {
        const get = () => new Headers(context.platform.event.headers);
        return fn.handler(Object.defineProperty(request, "headers", { get }), context);
      },
    }),
    caughtBy: ["a name", "an empty name", "a value"].map(
      (what) => `a header that HTTP forbids is left out or refused, and other headers remain: ${what}`,
    ),
  },
  {
    name: "a request's body is no byte stream",
    wire,
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) => {
        const { body } = request;
        const get = () => body?.pipeThrough(new TransformStream()) ?? null;
        return fn.handler(Object.defineProperty(request, "body", { get }), context);
      },
    }),
    caughtBy: ["a request's body is read into the handler's own buffers"],
  },
];

/** Encodes what is text, as several runtimes do. */
function encoding(): TransformStream<Uint8Array | string, Uint8Array> {
  return new TransformStream({
    transform: (piece, controller) =>
      controller.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece),
  });
}
