import { Buffer } from "node:buffer";
import { type Mutant, type Native, withContext } from "./mutant.js";

const wire = "aws/api-gateway-v2";

const bytesOf = ({ body, isBase64Encoded }: Native): Buffer =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");

/** Adapters that lose or change something of a request. */
export const requestMutants: readonly Mutant[] = [
  {
    name: "a path that arrives encoded is encoded again",
    wire: "aws/function-url",
    event: (event) => ({ ...event, rawPath: event.rawPath.replaceAll("%", "%25") }),
    caughtBy: [
      "params of /caf%C3%A9%20%E2%98%95/tea are decoded",
      "path: a space and an umlaut stay encoded",
    ],
  },
  {
    name: "cookies of a request are dropped",
    wire,
    event: ({ cookies: _, ...event }) => event,
    caughtBy: ["all cookies of a request arrive in one header"],
  },
  {
    name: "base64 of a request is decoded as text",
    wire,
    event: (event) =>
      event.isBase64Encoded
        ? { ...event, body: bytesOf(event).toString("utf8"), isBase64Encoded: false }
        : event,
    caughtBy: [
      "bytes that are not UTF-8 arrive as they are, sent as application/octet-stream",
      "a multipart form arrives, its file byte by byte",
      "a compressed body arrives as it was sent",
    ],
  },
  {
    name: "base64 of a request is not decoded",
    wire,
    event: (event) => ({ ...event, isBase64Encoded: false }),
    caughtBy: ["1 MB of bytes arrives"],
  },
  {
    name: "what is no base64 in a request is skipped",
    wire,
    event: (event) => (event.isBase64Encoded ? { ...event, body: bytesOf(event).toString("base64") } : event),
    caughtBy: ["invalid base64 in a body is a 400, and a log line with a code"],
  },
  {
    name: "the body of a request is dropped",
    wire,
    event: (event) => ({ ...event, body: undefined }),
    caughtBy: ["text arrives as it was sent", "a form arrives"],
  },
  {
    name: "the query is decoded twice",
    wire,
    event: (event) => ({ ...event, rawQueryString: decodeURIComponent(event.rawQueryString) }),
    caughtBy: ["query: is decoded once", "query: reserved characters stay data"],
  },
  {
    name: "the query is taken from where commas join it",
    wire,
    event: (event) => ({
      ...event,
      rawQueryString: new URLSearchParams(event.queryStringParameters ?? {}).toString(),
    }),
    caughtBy: ["query: a key that repeats keeps all of its values in their order"],
  },
  {
    name: "the query is dropped",
    wire,
    event: (event) => ({ ...event, rawQueryString: "" }),
    caughtBy: ["query: a key without a value is empty"],
  },
  {
    name: "the path is encoded twice",
    wire: "aws/function-url",
    event: (event) => ({ ...event, rawPath: event.rawPath.replaceAll("%", "%25") }),
    caughtBy: ["path: a space and an umlaut stay encoded", "params of /params/a%20b/%C3%BC are decoded"],
  },
  {
    name: "the path is decoded",
    wire: "aws/function-url",
    event: (event) => ({ ...event, rawPath: decodeURIComponent(event.rawPath) }),
    caughtBy: [
      "path: %2F is not a slash",
      "params: an encoded slash stays within its part",
      "params: are decoded only once",
    ],
  },
  {
    name: "params are not decoded",
    wire,
    function: (fn) =>
      withContext(fn, ({ params }) => ({
        params: Object.fromEntries(
          Object.entries(params).map(([name, value]) => [name, encodeURIComponent(value as string)]),
        ),
      })),
    caughtBy: ["params of /params/a%20b/%C3%BC are decoded"],
  },
  {
    name: "a path with two slashes is taken for another host",
    wire: "aws/function-url",
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) => {
        const { pathname, search, origin } = new URL(request.url);
        const url = new URL(pathname + search, origin).href;
        return fn.handler(Object.defineProperty(request, "url", { value: url }), context);
      },
    }),
    caughtBy: ["a path that begins with two slashes does not change the origin"],
  },
  {
    name: "header names are looked up in one case alone",
    wire,
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) => {
        const names = [...request.headers.keys()];
        const get = (name: string) =>
          names.includes(name) ? Headers.prototype.get.call(request.headers, name) : null;
        Object.defineProperty(request.headers, "get", { value: get });
        return fn.handler(request, context);
      },
    }),
    caughtBy: ["a request's headers arrive, whatever the case of their names"],
  },
  {
    name: "a header that a handler asks for by its name has the first of its values alone",
    wire,
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) => {
        const get = (name: string) =>
          Headers.prototype.get.call(request.headers, name)?.split(/[,;] ?/)[0] ?? null;
        Object.defineProperty(request.headers, "get", { value: get });
        return fn.handler(request, context);
      },
    }),
    caughtBy: [
      "a request header that repeats keeps all of its values",
      "all cookies of a request arrive in one header",
      "cookies that come in several headers are joined by semicolons",
    ],
  },
  {
    name: "headers of a request are dropped",
    wire,
    event: (event) => ({ ...event, headers: { host: event.headers.host } }),
    caughtBy: [
      "a request's headers arrive, whatever the case of their names",
      "a long request header arrives",
    ],
  },
  {
    name: "a GET has an empty body",
    wire,
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) => {
        const body = request.body ?? new Response("").body;
        return fn.handler(Object.defineProperty(request, "body", { value: body }), context);
      },
    }),
    caughtBy: ["a GET has no body"],
  },
  {
    name: "HEAD is answered with its body",
    wire,
    event: (event) => {
      const { http } = event.requestContext;
      const method = http.method === "HEAD" ? "GET" : http.method;
      return { ...event, requestContext: { ...event.requestContext, http: { ...http, method } } };
    },
    caughtBy: ["HEAD of an answer over the provider's limit is answered, since its body does not leave"],
  },
  {
    name: "log lines lack the request's id",
    wire,
    line: (line) => line.replace(/"requestId":"[^"]*",?/, ""),
    caughtBy: ["log lines have the request's id"],
  },
  {
    name: "the body limit is not kept",
    wire,
    function: (fn) => ({ ...fn, bodyLimit: Number.POSITIVE_INFINITY }),
    caughtBy: ["a body over the function's limit is a 413, one of its size passes"],
  },
];
