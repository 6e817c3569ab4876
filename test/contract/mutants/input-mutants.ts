import { HttpError } from "onefn";
import type { Mutant, Native } from "./mutant.js";

const wire = "aws/api-gateway-v2";

/** A function whose handler ends otherwise when it fails. */
function withFailure(fn: Native, end: (error: Native) => Native): Native {
  return {
    ...fn,
    handler: async (request: Native, context: Native) => {
      try {
        return await fn.handler(request, context);
      } catch (error) {
        throw end(error);
      }
    },
  };
}

const isSyntaxError = (error: Native): boolean => error?.name === "SyntaxError";

/** The message of the response that an adapter gives, with other details. */
function withDetails(result: Native, change: (details: Native) => Native): Native {
  if (result?.statusCode !== 422 || !result.body.includes("errors")) return result;
  return { ...result, body: JSON.stringify(change(JSON.parse(result.body))) };
}

const refused = "a schema's refusal is a 422 with the paths of all issues and no value";
const broken = "json that is broken is a 400, and a log line without its content";

/** Adapters that check less than they are told, or blame the wrong side. */
export const inputMutants: readonly Mutant[] = [
  {
    name: "what is wrong with a body is the function's fault",
    wire,
    function: (fn) =>
      withFailure(fn, (error) => (isSyntaxError(error) ? new SyntaxError(error.message) : error)),
    caughtBy: [broken, "JSON that is empty is a 400", "reading JSON from a GET without a body is a 400"],
  },
  {
    name: "every SyntaxError is the client's fault",
    wire,
    function: (fn) =>
      withFailure(fn, (error) => (isSyntaxError(error) ? new HttpError(400, "Bad Request") : error)),
    caughtBy: [
      "a SyntaxError from own-parse is the function's fault, and a 500",
      "a SyntaxError from own-response is the function's fault, and a 500",
    ],
  },
  {
    name: "every TypeError is the client's fault",
    wire,
    function: (fn) =>
      withFailure(fn, (error) => (error?.name === "TypeError" ? new HttpError(400, "Bad Request") : error)),
    caughtBy: ["a body that is read twice is the function's fault, and a 500"],
  },
  {
    name: "the log quotes a body that is broken",
    wire,
    function: (fn) =>
      withFailure(fn, (error) =>
        isSyntaxError(error) ? new HttpError(400, "Bad Request", { cause: error }) : error,
      ),
    caughtBy: [broken],
  },
  {
    name: "nothing is checked",
    wire,
    function: (fn) => ({
      ...fn,
      handler: (request: Native, context: Native) =>
        fn.handler(request, Object.assign(context, { [Symbol.for("onefn.valid")]: true })),
    }),
    caughtBy: [refused, "values that a middleware adds as valid are still checked"],
  },
  {
    name: "a refusal tells the values",
    wire,
    result: (result, event) => withDetails(result, (details) => ({ ...details, detail: event.body })),
    caughtBy: [refused],
  },
  {
    name: "a refusal tells of the first issue alone",
    wire,
    result: (result) =>
      withDetails(result, (details) => ({ ...details, errors: details.errors.slice(0, 1) })),
    caughtBy: [refused],
  },
  {
    name: "every body is JSON",
    wire,
    event: (event) => ({ ...event, headers: { ...event.headers, "content-type": "application/json" } }),
    caughtBy: [
      "a body of text/plain is a 415 where JSON is expected",
      "a body of text/plain; a=/json is a 415 where JSON is expected",
    ],
  },
  {
    name: "JSON has one content type alone",
    wire,
    event: (event) => ({
      ...event,
      headers: {
        ...event.headers,
        "content-type": event.headers?.["content-type"]?.replace(/^(?!application\/json$).*/, "text/plain"),
      },
    }),
    caughtBy: ["application/vnd.api+json is JSON", "application/json; charset=utf-8 is JSON"],
  },
  {
    name: "the schemas go before the middleware",
    wire,
    event: (event) => ({ ...event, headers: { authorization: "Bearer contract", ...event.headers } }),
    caughtBy: [
      "middleware runs before the schemas: a client that is not signed in learns nothing about them",
    ],
  },
  {
    name: "of repeated fields the last alone is kept",
    wire,
    event: ({ rawQueryString, ...event }) => ({
      ...event,
      rawQueryString: `${new URLSearchParams(Object.fromEntries(new URLSearchParams(rawQueryString)))}`,
    }),
    caughtBy: ["a query's values are strings, repeated ones lists"],
  },
  ...[wire, "aws/sqs"].map((each): Mutant => {
    const end = each === wire ? "and the client reads a plain 5xx" : "and nothing is acknowledged";
    const named = (what: string) => `${what} is refused with an error when functions are adapted, ${end}`;
    return {
      name: "options that nobody reads are left out",
      wire: each,
      options: ({ margin, log, basePath, trustedProxies }) => ({ margin, log, basePath, trustedProxies }),
      caughtBy: [
        named("an option in another letter case"),
        named("an unknown option"),
        named("an option by a name of Object's"),
        named("an option by the name __proto__"),
      ],
    };
  }),
  {
    name: "an invalid option is ignored",
    wire,
    options: ({ trustedProxies, ...options }) =>
      typeof trustedProxies === "number" ? { ...options, trustedProxies } : options,
    caughtBy: [
      "an invalid value is refused with an error when functions are adapted, and the client reads a plain 5xx",
    ],
  },
];
