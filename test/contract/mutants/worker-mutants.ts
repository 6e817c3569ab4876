import { withContext } from "./mutant.js";
import { oddRequestMutants } from "./odd-request-mutants.js";
import type { WorkerMutant } from "./worker.js";

/** A Response made anew, with what `change` does to its headers. */
function rewrapped(response: Response, change: (headers: Headers) => void = () => {}): Response {
  const headers = new Headers(response.headers);
  change(headers);
  return new Response(response.body, { status: response.status, headers });
}

/** Adapters of platforms that speak the Fetch standard, with the mistakes that people make there. */
export const workerMutants: readonly WorkerMutant[] = [
  {
    name: "headers go through an object, which keeps the last Set-Cookie alone",
    response: (response) =>
      new Response(response.body, {
        status: response.status,
        headers: Object.fromEntries(response.headers),
      }),
    caughtBy: ["several Set-Cookie headers leave as several, with their attributes"],
  },
  {
    name: "cookies are read by get(), which joins them",
    response: (response) =>
      rewrapped(response, (headers) => {
        const joined = headers.get("set-cookie");
        if (joined) headers.set("set-cookie", joined);
      }),
    caughtBy: ["several Set-Cookie headers leave as several, with their attributes"],
  },
  {
    name: "a body without a length is taken for none",
    request: (request) =>
      request.headers.has("content-length") || !request.body
        ? request
        : new Request(request.url, { method: request.method, headers: request.headers }),
    caughtBy: ["a body of unannounced length arrives whole"],
  },
  {
    name: "a body without a length is made anew, that of a GET too",
    request: (request) =>
      request.headers.has("content-length") || !request.body
        ? request
        : new Request(request, { body: request.body, duplex: "half" } as RequestInit),
    caughtBy: [
      "a GET that announces chunks and sends none arrives",
      "a HEAD that announces chunks and sends none arrives",
    ],
  },
  ...oddRequestMutants,
  {
    name: "the body is read before the handler reads it",
    async request(request) {
      if (request.body) await request.text();
      return request;
    },
    caughtBy: ["text arrives as it was sent", "a form arrives", "what came in goes out byte by byte"],
  },
  {
    name: "the body goes through text",
    request: async (request) =>
      request.body
        ? new Request(request.url, {
            method: request.method,
            headers: request.headers,
            body: await request.text(),
          })
        : request,
    caughtBy: [
      "bytes that are no UTF-8 arrive as they are, sent as application/octet-stream",
      "a multipart form arrives, its file byte by byte",
    ],
  },
  {
    name: "a header is written into a Request whose headers cannot be changed",
    request(request) {
      request.headers.set("x-powered-by", "worker");
      return request;
    },
    caughtBy: ["GET arrives as GET", "work given to waitUntil is done"],
  },
  {
    name: "waitUntil does nothing",
    ctx: (ctx) => Object.assign(Object.create(ctx), { waitUntil: () => {} }),
    caughtBy: ["work given to waitUntil is done", "work that gives more work to waitUntil is done"],
  },
  {
    name: "waitUntil is taken off its object",
    ctx: ({ waitUntil }) => ({ waitUntil }),
    caughtBy: ["work given to waitUntil is done"],
  },
  {
    name: "the client's address is the first that X-Forwarded-For names",
    function: (fn) =>
      withContext(fn, ({ client }, { headers }) => ({
        client: { ...client, ip: headers.get("x-forwarded-for").split(",")[0] },
      })),
    caughtBy: ["a client cannot forge its address"],
  },
  {
    name: "the host is the one that X-Forwarded-Host names",
    request(request) {
      const url = new URL(request.url);
      url.host = request.headers.get("x-forwarded-host") ?? url.host;
      return new Request(url, request);
    },
    caughtBy: ["a client cannot forge the host and the scheme"],
  },
  {
    name: "the URL is put together of its decoded parts",
    request(request) {
      const { origin, pathname, searchParams } = new URL(request.url);
      const query = [...searchParams].map(([key, value]) => `${key}=${value}`).join("&");
      return new Request(`${origin}${decodeURIComponent(pathname)}${query && `?${query}`}`, request);
    },
    caughtBy: [
      "query: is decoded once",
      "query: reserved characters stay data",
      "path: a slash that was sent as %2F is none",
    ],
  },
  {
    name: "a null-body status gets an empty text",
    response: async (response) =>
      new Response(await response.text(), { status: response.status, headers: response.headers }),
    caughtBy: ["status 204 leaves without a body", "status 304 leaves without a body"],
  },
  {
    name: "a stream is collected before it leaves",
    response: async (response) =>
      response.body
        ? new Response(await response.arrayBuffer(), {
            status: response.status,
            headers: response.headers,
          })
        : response,
    caughtBy: ["the first piece of a stream leaves before the last is made"],
  },
  {
    name: "a Request made anew forgets that its client may go",
    function: (fn) => withContext(fn, () => ({ signal: new AbortController().signal })),
    caughtBy: ["the signal fires when the client has gone"],
  },
];
