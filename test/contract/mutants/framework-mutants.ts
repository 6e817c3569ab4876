import { Buffer } from "node:buffer";
import { type Native, ofWire, withContext } from "./mutant.js";

/** A function whose handler ends otherwise when it fails. */
function withEnd(fn: Native, end: (error: Error, context: Native) => never): Native {
  return {
    ...fn,
    handler: async (request: Native, context: Native) => {
      try {
        return await fn.handler(request, context);
      } catch (error) {
        return end(error as Error, context);
      }
    },
  };
}

/** Adapters of functions-framework, with the mistakes that people make there. */
export const frameworkMutants = ofWire("gcp/http", [
  {
    name: "work given to waitUntil is taken for late when the client has gone",
    function: (fn) =>
      withContext(fn, (context) => ({
        waitUntil(work: Promise<unknown>) {
          context.signal.addEventListener("abort", () => context.log.warn("ONEFN_DEADLINE"));
          context.waitUntil(work);
        },
      })),
    caughtBy: ["work given to waitUntil continues when the client has gone, which is not a deadline"],
  },
  {
    name: "a request is handed on by a fetch that throws at the headers of a connection",
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) => {
        for (const name of ["expect", "keep-alive", "transfer-encoding", "upgrade"])
          if (request.headers.has(name)) throw new Error(`fetch failed: invalid ${name} header`);
        return fn.handler(request, context);
      },
    }),
    caughtBy: ["expect", "keep-alive", "upgrade", "transfer-encoding"].map(
      (name) => `a handler forwards its request to another service, whatever the client sent: ${name}`,
    ),
  },
  {
    name: "the body is the one that the framework has parsed",
    event(request) {
      if (request.rawBody && typeof request.body === "object" && !Buffer.isBuffer(request.body)) {
        request.rawBody = Buffer.from(JSON.stringify(request.body));
      }
    },
    caughtBy: ["JSON arrives as it was sent, digits beyond a double included", "a form arrives"],
  },
  {
    name: "a body that the framework has not read is taken for none",
    event(request) {
      request.rawBody ??= Buffer.alloc(0);
    },
    caughtBy: [
      "bytes without a content type arrive as they are",
      "a body of unannounced length arrives whole",
    ],
  },
  {
    name: "a body that the framework has read is read again from its stream, which has ended",
    event(request) {
      delete request.rawBody;
    },
    caughtBy: ["text arrives as it was sent", "1 MB of bytes arrives"],
  },
  {
    name: "the body goes through text",
    event(request) {
      if (request.rawBody) request.rawBody = Buffer.from(request.rawBody.toString());
    },
    caughtBy: [
      "bytes that are not UTF-8 arrive as they are, sent as application/octet-stream",
      "a multipart form arrives, its file byte by byte",
    ],
  },
  {
    name: "the host is whatever the client wrote that looks like one",
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) => {
        const url = new URL(request.url);
        const asked = `${url.protocol}//${request.headers.get("host")}${url.pathname}${url.search}`;
        return fn.handler(Object.defineProperty(request, "url", { value: asked }), context);
      },
    }),
    caughtBy: [
      'an invalid Host header does not get into the path: "evil.example:99999"',
      'an invalid Host header does not get into the path: "evil.example/path"',
    ],
  },
  {
    name: "the client's address is Express's, the first of X-Forwarded-For",
    function: (fn) =>
      withContext(fn, ({ client, platform }) => ({ client: { ...client, ip: platform.request.ip } })),
    caughtBy: ["a client cannot forge its address"],
  },
  {
    name: "a bearer token is believed as it came",
    function: (fn) =>
      withContext(fn, ({ auth }, { headers }) => {
        const payload = headers.get("authorization")?.split(".")[1];
        if (!payload) return { auth };
        const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
        return { auth: { type: "iam", subject: claims.sub, claims } };
      }),
    caughtBy: ["an unverified caller has no auth, whatever it claims"],
  },
  {
    name: "headers go through an object, which keeps the last Set-Cookie alone",
    sink(response) {
      const { writeHead } = response;
      response.writeHead = (status: number, ...rest: readonly unknown[]) => {
        const list = rest.at(-1) as readonly string[];
        const headers: Record<string, string> = {};
        for (let index = 0; index < list.length; index += 2)
          headers[list[index] as string] = list[index + 1] as string;
        return writeHead.call(response, status, headers);
      };
    },
    caughtBy: ["several Set-Cookie headers are sent separately, with their attributes"],
  },
  {
    name: "a stream is collected before it leaves",
    sink(response) {
      const chunks: Uint8Array[] = [];
      const { end } = response;
      response.flushHeaders = () => {};
      response.write = (chunk: Uint8Array) => chunks.push(chunk) > 0;
      response.end = (last?: Uint8Array) =>
        end.call(response, Buffer.concat([...chunks, ...(last ? [Buffer.from(last)] : [])]));
    },
    caughtBy: ["the first piece of a stream leaves before the last is made"],
  },
  {
    name: "a stream that fails is ended as if it were whole",
    sink(response) {
      const { socket } = response;
      socket.destroySoon = () => response.end();
    },
    caughtBy: ["a stream that fails half-way does not look like one that ended"],
  },
  {
    name: "a client that reads slowly is written to all the same",
    sink(response) {
      const { write } = response;
      response.write = (...args: readonly unknown[]) => {
        write.apply(response, args);
        return true;
      };
    },
    caughtBy: ["a handler produces no more of a stream than its client reads"],
  },
  {
    name: "waitUntil does nothing",
    function: (fn) => withContext(fn, () => ({ waitUntil: () => {} })),
    caughtBy: ["work given to waitUntil is done", "work that gives more work to waitUntil is done"],
  },
  {
    name: "the trace is X-Cloud-Trace-Context's, which has no vendors' list",
    event({ rawHeaders }) {
      for (let index = rawHeaders.length - 2; index >= 0; index -= 2)
        if (/^trace(parent|state)$/i.test(rawHeaders[index])) rawHeaders.splice(index, 2);
    },
    caughtBy: ["a trace of the caller arrives"],
  },
  {
    name: "what ends because its client has gone is a failure",
    function: (fn) =>
      withEnd(fn, (error) => {
        throw new Error(error.message);
      }),
    caughtBy: [
      "an upload whose client has gone ends, and is not logged as a failure",
      "a handler that ends because its client has gone is not logged as a failure: by-its-signal",
      "a handler that ends because its client has gone is not logged as a failure: wrapped",
    ],
  },
  {
    name: "every failure is the client's once it has gone",
    function: (fn) =>
      withEnd(fn, (error, { signal }) => {
        throw signal.aborted ? signal.reason : error;
      }),
    caughtBy: ["a handler that fails by itself once its client has gone is logged as a failure"],
  },
  {
    name: "the signal does not fire once the answer has begun",
    function: (fn) => withContext(fn, () => ({ signal: new AbortController().signal })),
    caughtBy: [
      "the signal fires when the client leaves during a stream, and ending the stream is not a failure: watching",
      "the signal fires when the client leaves during a stream, and ending the stream is not a failure: watching-natively",
    ],
  },
  {
    name: "the URL is decoded before it is put together",
    event(request) {
      request.originalUrl = decodeURI(request.originalUrl.replace(/%(?![\da-f]{2})/gi, "%25"));
    },
    caughtBy: ["query: is decoded once", "params: are decoded only once"],
  },
]);
