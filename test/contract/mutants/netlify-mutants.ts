import { Buffer } from "node:buffer";
import { type Mutant, type Native, withContext } from "./mutant.js";

const wire = "netlify/functions-v1";

/** Adapters with the mistakes that people make on Netlify. */
export const netlifyMutants: readonly Mutant[] = [
  {
    name: "waitUntil does nothing",
    wire: "netlify/functions",
    context: (context) => Object.assign(Object.create(context), { waitUntil: () => {} }),
    caughtBy: ["work given to waitUntil is done", "work that gives more work to waitUntil is done"],
  },
  {
    name: "the client's address is the first that X-Forwarded-For names",
    wire: "netlify/edge-functions",
    function: (fn) =>
      withContext(fn, ({ client }, { headers }) => ({
        client: { ...client, ip: headers.get("x-forwarded-for").split(",")[0] },
      })),
    caughtBy: ["a client cannot forge its address"],
  },
  {
    name: "the user is who the Authorization header says, whom nobody verified",
    wire: "netlify/functions",
    function: (fn) =>
      withContext(fn, ({ auth }, { headers }) => ({
        auth:
          auth ??
          (headers.has("authorization")
            ? { type: "netlify-identity", subject: "evil", claims: {} }
            : undefined),
      })),
    caughtBy: ["an unverified caller has no auth, whatever it claims"],
  },
  {
    name: "the query is put together of single values",
    wire,
    event: (event) => {
      const query = new URLSearchParams(event.queryStringParameters);
      return { ...event, rawUrl: `${event.rawUrl.split("?")[0]}?${query}` };
    },
    caughtBy: ["query: a key that repeats keeps all of its values in their order"],
  },
  {
    name: "a body in base64 is read as text",
    wire,
    event: (event) => ({ ...event, isBase64Encoded: false }),
    caughtBy: [
      "bytes that are not UTF-8 arrive as they are, sent as application/octet-stream",
      "a compressed body arrives as it was sent",
    ],
  },
  {
    name: "the last value of a header is kept alone",
    wire,
    event: ({ multiValueHeaders, ...event }) => ({
      ...event,
      headers: Object.fromEntries(
        Object.entries<Native>(multiValueHeaders).map(([name, values]) => [name, values.at(-1)]),
      ),
    }),
    caughtBy: [
      "a request header that repeats keeps all of its values",
      "cookies that come in several headers are joined by semicolons",
    ],
  },
  {
    name: "Set-Cookie is a header of one value",
    wire,
    result: ({ multiValueHeaders, headers, ...result }) => ({
      ...result,
      headers: {
        ...headers,
        ...(multiValueHeaders && { "set-cookie": multiValueHeaders["set-cookie"].at(-1) }),
      },
    }),
    caughtBy: ["several Set-Cookie headers are sent separately, with their attributes"],
  },
  {
    name: "bytes leave as text",
    wire,
    result: ({ body, isBase64Encoded, ...result }) => ({
      ...result,
      body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8").toString("utf8"),
      isBase64Encoded: false,
    }),
    caughtBy: [
      "bytes that are not UTF-8 leave as they are: bytes",
      "a compressed answer leaves as it is: gzip",
    ],
  },
  {
    name: "work given to waitUntil is not waited for",
    wire,
    function: (fn) =>
      withContext(fn, () => ({ waitUntil: (promise: Promise<unknown>) => void promise.catch(() => {}) })),
    caughtBy: ["work given to waitUntil is done"],
  },
];
