import { type Mutant, type Native, withContext } from "./mutant.js";

/** The library's request, with some of its members replaced. */
function overlay(request: Native, own: object): Native {
  return Object.assign(Object.create(null), {
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: request.body,
    arrayBuffer: () => request.arrayBuffer(),
    ...own,
  });
}

/** Adapters of Azure Functions, with the mistakes that people make there. */
export const azureMutants: readonly Mutant[] = [
  ...["azure/http", "azure/http-stream"].map(
    (wire): Mutant => ({
      name: "a native Response is returned, of whose Set-Cookie headers the last is kept",
      wire,
      result: ({ cookies = [], body, status, headers }) =>
        new Response(body, {
          status,
          headers: [
            ...headers,
            ...cookies.map(({ name, value }: Native) => ["set-cookie", `${name}=${value}`]),
          ],
        }),
      caughtBy: ["several Set-Cookie headers are sent separately, with their attributes"],
    }),
  ),
  {
    name: "cookies are joined by commas",
    wire: "azure/http",
    result: (result) =>
      result.cookies
        ? {
            ...result,
            cookies: [],
            headers: [
              ...result.headers,
              ["set-cookie", result.cookies.map(({ name, value }: Native) => `${name}=${value}`).join(", ")],
            ],
          }
        : result,
    caughtBy: ["several Set-Cookie headers are sent separately, with their attributes"],
  },
  {
    name: "an error is thrown, and leaves the client waiting",
    wire: "azure/http-stream",
    result(result) {
      if (result.status === 500) throw new Error("unhandled");
      return result;
    },
    caughtBy: ["a handler that ends by error is a plain 500 and a log line with a code"],
  },
  {
    name: "an answer without a body is none, and leaves the client waiting",
    wire: "azure/http-stream",
    result: (result) => (result.status === 204 ? undefined : result),
    caughtBy: ["status 204 leaves without a body"],
  },
  {
    name: "a stream is handed to the library as it is, which leaves the client waiting when it fails",
    wire: "azure/http-stream",
    result: (result) =>
      result.body && typeof result.body === "object" && "getReader" in result.body
        ? {
            ...result,
            body: result.body.pipeThrough(
              new TransformStream({
                flush() {
                  throw new Error("the stream has failed");
                },
              }),
            ),
          }
        : result,
    caughtBy: ["a stream that fails is logged with its code, and its error does not leave: fails-half-way"],
  },
  {
    name: "a stream is collected before it leaves",
    wire: "azure/http-stream",
    result: async (result) => ({
      ...result,
      body: new Uint8Array(await new Response(result.body).arrayBuffer()),
    }),
    caughtBy: ["the first piece of a stream leaves before the last is made"],
  },
  {
    name: "the query is the library's, which joins the values of a key",
    wire: "azure/http",
    event: (request) => overlay(request, { url: `${request.url.split("?")[0]}?${request.query}` }),
    caughtBy: ["query: a key that repeats keeps all of its values in their order"],
  },
  {
    name: "the client's address has its port",
    wire: "azure/http",
    function: (fn) =>
      withContext(fn, ({ client }, { headers }) => ({
        client: { ...client, ip: headers.get("x-forwarded-for").split(", ").at(-1) },
      })),
    caughtBy: ["the client's address is the one that connected"],
  },
  {
    name: "the client's address is the first that X-Forwarded-For names",
    wire: "azure/http-stream",
    function: (fn) =>
      withContext(fn, ({ client }, { headers }) => ({
        client: { ...client, ip: headers.get("x-forwarded-for").split(/, |:/)[0] },
      })),
    caughtBy: ["a client cannot forge its address"],
  },
  {
    name: "the host is the one that X-Forwarded-Host names",
    wire: "azure/http",
    event(request) {
      const url = new URL(request.url);
      url.host = request.headers.get("x-forwarded-host") ?? url.host;
      return overlay(request, { url: url.href });
    },
    caughtBy: ["a client cannot forge the host and the scheme"],
  },
  {
    name: "the body goes through text",
    wire: "azure/http",
    event(request) {
      const body = request.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new TextEncoderStream());
      return body ? overlay(request, { body, arrayBuffer: () => new Response(body).arrayBuffer() }) : request;
    },
    caughtBy: [
      "bytes that are not UTF-8 arrive as they are, sent as application/octet-stream",
      "a multipart form arrives, its file byte by byte",
    ],
  },
  {
    name: "the body is read before the handler reads it",
    wire: "azure/http-stream",
    event(request) {
      void request.text();
      return request;
    },
    caughtBy: ["text arrives as it was sent", "a form arrives"],
  },
  ...["azure/http", "azure/http-stream"].map(
    (wire): Mutant => ({
      name: "waitUntil does nothing",
      wire,
      function: (fn) => withContext(fn, () => ({ waitUntil: () => {} })),
      caughtBy: ["work given to waitUntil is done", "work that a stream gives to waitUntil is done"],
    }),
  ),
  {
    name: "log lines go to the console, and belong to no invocation",
    wire: "azure/http",
    context: (context) =>
      Object.assign(Object.create(context), {
        info: () => {},
        warn: () => {},
        error: () => {},
        debug: () => {},
      }),
    caughtBy: ["log lines have the request's id"],
  },
];
