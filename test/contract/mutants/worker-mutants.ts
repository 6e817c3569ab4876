import { ofWire, withContext } from "./mutant.js";

/** A copy of a Response whose headers `change` has changed. */
function rewrapped(response: Response, change: (headers: Headers) => void = () => {}): Response {
  const headers = new Headers(response.headers);
  change(headers);
  return new Response(response.body, { status: response.status, headers });
}

/** Adapters of platforms that use the Fetch standard, with typical mistakes. */
export const workerMutants = ofWire("cloudflare/fetch", [
  {
    name: "headers go through an object, which keeps only the last Set-Cookie",
    result: (response) =>
      new Response(response.body, {
        status: response.status,
        headers: Object.fromEntries(response.headers),
      }),
    caughtBy: ["several Set-Cookie headers are sent separately, with their attributes"],
  },
  {
    name: "cookies are read by get(), which joins them",
    result: (response) =>
      rewrapped(response, (headers) => {
        const joined = headers.get("set-cookie");
        if (joined) headers.set("set-cookie", joined);
      }),
    caughtBy: ["several Set-Cookie headers are sent separately, with their attributes"],
  },
  {
    name: "a body without a length is taken for none",
    event: (request) =>
      request.headers.has("content-length") || !request.body
        ? request
        : new Request(request.url, { method: request.method, headers: request.headers }),
    caughtBy: ["a body of unannounced length arrives whole"],
  },
  {
    name: "a body without a length is made anew, that of a GET too",
    throws: true,
    event: (request) =>
      request.headers.has("content-length") || !request.body
        ? request
        : new Request(request, { body: request.body, duplex: "half" } as RequestInit),
    caughtBy: [
      "a GET that announces chunks and sends none arrives",
      "a HEAD that announces chunks and sends none arrives",
    ],
  },
  {
    name: "the body is read before the handler reads it",
    async event(request) {
      if (request.body) await request.text();
      return request;
    },
    caughtBy: ["text arrives as it was sent", "a form arrives", "a body is echoed byte by byte"],
  },
  {
    name: "the body goes through text",
    event: async (request) =>
      request.body
        ? new Request(request.url, {
            method: request.method,
            headers: request.headers,
            body: await request.text(),
          })
        : request,
    caughtBy: [
      "bytes that are not UTF-8 arrive as they are, sent as application/octet-stream",
      "a multipart form arrives, its file byte by byte",
    ],
  },
  {
    name: "a header is written into a Request whose headers cannot be changed",
    throws: true,
    event(request) {
      request.headers.set("x-powered-by", "worker");
      return request;
    },
    caughtBy: ["GET arrives as GET", "work given to waitUntil is done"],
  },
  {
    name: "waitUntil does nothing",
    context: (ctx) => Object.assign(Object.create(ctx), { waitUntil: () => {} }),
    caughtBy: ["work given to waitUntil is done", "work that gives more work to waitUntil is done"],
  },
  {
    name: "waitUntil is taken off its object",
    context: ({ waitUntil }) => ({ waitUntil }),
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
    event(request) {
      const url = new URL(request.url);
      url.host = request.headers.get("x-forwarded-host") ?? url.host;
      return new Request(url, request);
    },
    caughtBy: ["a client cannot forge the host and the scheme"],
  },
  {
    name: "the URL is put together of its decoded parts",
    event(request) {
      const { origin, pathname, searchParams } = new URL(request.url);
      const query = [...searchParams].map(([key, value]) => `${key}=${value}`).join("&");
      return new Request(`${origin}${decodeURIComponent(pathname)}${query && `?${query}`}`, request);
    },
    caughtBy: ["query: is decoded once", "query: reserved characters stay data", "path: %2F is not a slash"],
  },
  {
    name: "a null-body status gets an empty text",
    result: async (response) =>
      new Response(await response.text(), { status: response.status, headers: response.headers }),
    caughtBy: ["status 204 leaves without a body", "status 304 leaves without a body"],
  },
  {
    name: "a stream is collected before it leaves",
    result: async (response) =>
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
]);
