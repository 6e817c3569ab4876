import type { Mutant, Native } from "./mutant.js";

/** Values of a map of lists, each changed. */
const eachValue = (lists: Native, map: (value: string) => string) =>
  Object.fromEntries(Object.entries(lists ?? {}).map(([name, list]) => [name, (list as string[]).map(map)]));

const firstOfEach = (lists: Native) =>
  Object.fromEntries(Object.entries(lists ?? {}).map(([name, list]) => [name, (list as string[])[0]]));

/** Adapters that take one wire of Lambda for another. */
export const wireMutants: readonly Mutant[] = [
  {
    name: "a query that the gateway has decoded is decoded again",
    wire: "aws/api-gateway-v1",
    event: (event) => ({
      ...event,
      multiValueQueryStringParameters: eachValue(event.multiValueQueryStringParameters, decodeURIComponent),
    }),
    caughtBy: ["query: is decoded once"],
  },
  {
    name: "a query that the load balancer has not decoded is encoded again",
    wire: "aws/alb-multi-value",
    event: (event) => ({
      ...event,
      multiValueQueryStringParameters: eachValue(event.multiValueQueryStringParameters, encodeURIComponent),
    }),
    caughtBy: ["query: characters beyond ASCII", "query: is decoded once"],
  },
  {
    name: "only the first value of a query's key is read",
    wire: "aws/api-gateway-v1",
    event: ({ multiValueQueryStringParameters, ...event }) => ({
      ...event,
      queryStringParameters: firstOfEach(multiValueQueryStringParameters),
      multiValueQueryStringParameters: null,
    }),
    caughtBy: ["query: a key that repeats keeps all of its values in their order"],
  },
  {
    name: "multi-value mode is answered with single values",
    wire: "aws/alb-multi-value",
    result: ({ multiValueHeaders, ...result }) => ({ ...result, headers: firstOfEach(multiValueHeaders) }),
    caughtBy: ["json() leaves with its type"],
  },
  {
    name: "the client's address is the leftmost of those that were forwarded",
    wire: "aws/alb-multi-value",
    event: (event) => ({
      ...event,
      multiValueHeaders: {
        ...event.multiValueHeaders,
        "x-forwarded-for": [event.multiValueHeaders["x-forwarded-for"].join().split(/, */)[0]],
      },
    }),
    caughtBy: ["a client cannot forge its address"],
  },
  {
    name: "further cookies are dropped where a name has one value",
    wire: "aws/alb",
    result: (result) => ({
      ...result,
      headers: Object.fromEntries(
        Object.entries(result.headers).filter(([name]) => name === name.toLowerCase()),
      ),
    }),
    caughtBy: ["several Set-Cookie headers are sent separately, with their attributes"],
  },
  {
    name: "header values are no lists",
    wire: "aws/edge-origin-request",
    result: (result) => ({
      ...result,
      headers: Object.fromEntries(
        Object.entries(result.headers).map(([name, list]) => [name, (list as Native[])[0]]),
      ),
    }),
    caughtBy: ["text() leaves with its type"],
  },
  {
    name: "the status is a number where it has to be text",
    wire: "aws/edge-origin-request",
    result: (result) => ({ ...result, status: Number(result.status) }),
    caughtBy: ["status 201 leaves with its body"],
  },
];
