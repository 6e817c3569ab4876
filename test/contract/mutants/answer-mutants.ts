import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";
import { type Mutant, type Native, withAnswer } from "./mutant.js";

const wire = "aws/api-gateway-v2";

const bytesOf = ({ body, isBase64Encoded }: Native): Buffer =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");

const withHeaders = (result: Native, map: (headers: Native) => Native) => ({
  ...result,
  headers: map({ ...result.headers }),
});

/** Adapters that lose or change something of an answer. */
export const answerMutants: readonly Mutant[] = [
  {
    name: "a head is written in the encoding of the text that follows it",
    wire,
    result: (result) =>
      result.body
        ? withHeaders(result, (headers) =>
            Object.fromEntries(
              Object.entries(headers).map(([name, value]) => [
                name,
                Buffer.from(`${value}`).toString("latin1"),
              ]),
            ),
          )
        : result,
    caughtBy: ["a response header in Latin-1 leaves ahead of a text, which is UTF-8"],
  },
  {
    name: "a relayed answer keeps the headers of an encoding that is gone",
    wire,
    result: (result) =>
      withHeaders(result, (headers) =>
        headers["x-marked"] ? { ...headers, "content-encoding": "gzip" } : headers,
      ),
    caughtBy: [
      "a response from fetch is sent in the encoding that its headers name, through a middleware that copies it",
    ],
  },
  {
    name: "an error's own content type is joined to text/plain",
    wire,
    result: (result) =>
      result.statusCode < 400
        ? result
        : withHeaders(result, (headers) => ({
            ...headers,
            "content-type": `text/plain;charset=UTF-8, ${headers["content-type"]}`,
          })),
    caughtBy: ["HttpError's own content type goes before text/plain, whatever its spelling"],
  },
  {
    name: "cookies are joined by commas",
    wire,
    result: (result) => (result.cookies ? { ...result, cookies: [result.cookies.join(", ")] } : result),
    caughtBy: ["several cookies are sent unchanged: cookies"],
  },
  {
    name: "a cookie is split at the comma of its date",
    wire,
    result: (result) =>
      result.cookies
        ? { ...result, cookies: result.cookies.flatMap((each: string) => each.split(/, ?/)) }
        : result,
    caughtBy: ["one Set-Cookie leaves as it is, its date's comma included"],
  },
  {
    name: "only the last cookie is kept",
    wire,
    result: (result) => (result.cookies ? { ...result, cookies: result.cookies.slice(-1) } : result),
    caughtBy: [
      "several cookies are sent unchanged: cookies",
      "several Set-Cookie headers are sent separately, with their attributes",
    ],
  },
  {
    name: "a Response that is none of the global class is refused",
    wire,
    function: (fn) =>
      withAnswer(fn, async (response) => {
        if (!(response instanceof Response)) throw new Error("no Response");
        return response;
      }),
    caughtBy: [
      "a ponyfill's Response leaves with its status, its type and its headers",
      "a ponyfill's Response leaves without a body",
      "bytes of a ponyfill's Response leave as they are",
    ],
  },
  {
    name: "a ponyfill's Response is copied by a record of its headers",
    wire,
    function: (fn) =>
      withAnswer(fn, async (response) => {
        if (response instanceof Response) return response;
        const { status, headers } = response;
        const body = status === 204 ? null : await response.arrayBuffer();
        return new Response(body, { status, headers: Object.fromEntries(headers) });
      }),
    caughtBy: ["cookies of a ponyfill's Response are sent separately"],
  },
  {
    name: "what fetch has decoded is said to be encoded",
    wire,
    function: (fn) =>
      withAnswer(fn, (response) =>
        response?.url ? new Response(response.body?.pipeThrough(new TransformStream()), response) : response,
      ),
    caughtBy: ["a response from fetch is sent in the encoding that its headers name"],
  },
  {
    name: "bytes leave as text",
    wire,
    result: (result) =>
      result.isBase64Encoded
        ? { ...result, body: bytesOf(result).toString("utf8"), isBase64Encoded: false }
        : result,
    caughtBy: [
      "bytes that are not UTF-8 leave as they are: bytes",
      "a compressed answer leaves as it is: gzip",
      "1 MB of bytes leaves",
    ],
  },
  {
    name: "a compressed answer is unpacked, and still says that it is compressed",
    wire,
    result: (result) =>
      result.headers["content-encoding"] === "gzip"
        ? { ...result, body: gunzipSync(bytesOf(result)).toString(), isBase64Encoded: false }
        : result,
    caughtBy: [
      "a compressed answer leaves as it is: gzip",
      "a compressed answer leaves as it is: gzip-as-json",
    ],
  },
  {
    name: "base64 leaves without saying that it is base64",
    wire,
    result: (result) => ({ ...result, isBase64Encoded: false }),
    caughtBy: ["bytes that are not UTF-8 leave as they are: bytes-without-type"],
  },
  {
    name: "the body of an answer is dropped",
    wire,
    result: (result) => ({ ...result, body: "", isBase64Encoded: false }),
    caughtBy: ["json() leaves with its type", "a stream leaves whole: many", "a stream leaves whole: text"],
  },
  {
    name: "empty header values are dropped",
    wire,
    result: (result) =>
      withHeaders(result, (headers) =>
        Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== "")),
      ),
    caughtBy: ["an empty response header leaves as empty"],
  },
  {
    name: "204 has a body",
    wire: "aws/edge-viewer-request",
    result: (result) =>
      result.status === "204" ? { ...result, body: "none", bodyEncoding: "text" } : result,
    caughtBy: ["status 204 leaves without a body"],
  },
  {
    name: "the status is a string",
    wire,
    result: (result) => ({ ...result, statusCode: String(result.statusCode) }),
    caughtBy: ["status 201 leaves with its body"],
  },
  {
    name: "every status is 200",
    wire,
    result: (result) => ({ ...result, statusCode: 200 }),
    caughtBy: ["status 404 leaves with its body", "HttpError speaks to the client"],
  },
  {
    name: "the stack of an error leaves",
    wire,
    result: (result) => (result.statusCode === 500 ? { ...result, body: new Error("secret").stack } : result),
    caughtBy: ["a handler that ends by error is a plain 500 and a log line with a code"],
  },
  {
    name: "an adapter that lets errors through",
    wire,
    result: (result) => {
      if (result.statusCode === 500) throw new Error("unhandled");
      return result;
    },
    caughtBy: ["a handler that ends by string is a plain 500 and a log line with a code"],
  },
  {
    name: "405 does not say what is allowed",
    wire,
    result: (result) => withHeaders(result, ({ allow: _, ...headers }) => headers),
    caughtBy: ["a method that no function of the path claims is a 405 with all that are allowed"],
  },
  {
    name: "a redirect loses its location",
    wire,
    result: (result) => withHeaders(result, ({ location: _, ...headers }) => headers),
    caughtBy: ["redirect 308 leaves with its location", "201 leaves with its location"],
  },
  {
    name: "the content type of an answer is lost",
    wire,
    result: (result) => withHeaders(result, ({ "content-type": _, ...headers }) => headers),
    caughtBy: ["html() leaves with its type"],
  },
];
