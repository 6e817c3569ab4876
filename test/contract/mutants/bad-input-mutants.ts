import { http, text } from "onefn";
import type { Mutant, Native } from "./mutant.js";

const gateway = "aws/api-gateway-v2";
const queue = "aws/sqs";

const refused = (what: string) =>
  `${what} in place of the event is refused with an error, and the client reads a plain error`;
const returned = (what: string) =>
  `${what} in place of a delivery is refused with an error, and acknowledges nothing`;

/** An event that would do, where the adapter is given one that it does not know. */
const ROOT = {
  version: "2.0",
  rawPath: "/",
  rawQueryString: "",
  headers: {},
  requestContext: { http: { method: "GET" } },
  isBase64Encoded: false,
};

/** What tells the developer too much. */
const quote = ({ code, message }: Native, event: Native): never => {
  throw Object.assign(new Error(`${message} It was: ${JSON.stringify(event)}`), { code });
};

/** Adapters that make something of what is none of theirs. */
export const badInputMutants: readonly Mutant[] = [
  {
    name: "an event that it does not know is a GET of the root",
    wire: gateway,
    event: (event) => (event?.version === "2.0" ? event : ROOT),
    caughtBy: [refused("null"), refused("a text"), refused("an event of another trigger")],
  },
  {
    name: "an event that it does not know is answered by an empty 200",
    wire: gateway,
    thrown: () => ({ statusCode: 200, headers: {}, body: "", isBase64Encoded: false }),
    caughtBy: [
      refused("a meaningless object"),
      refused("a real event without its values"),
      "functions of another kind are refused with an error, and the client reads a plain error",
    ],
  },
  {
    name: "what it throws is answered with its code and its stack",
    wire: gateway,
    thrown: ({ code, stack }) => ({
      statusCode: 500,
      headers: { "x-code": code },
      body: stack,
      isBase64Encoded: false,
    }),
    caughtBy: [
      refused("a list with a real event"),
      "functions of another kind are refused with an error, and the client reads a plain error",
    ],
  },
  {
    name: "an event that it does not know is quoted in the error",
    wire: gateway,
    thrown: quote,
    caughtBy: [refused("a text"), refused("a meaningless object"), refused("a real event in an envelope")],
  },
  {
    name: "an error has no code",
    wire: gateway,
    thrown: ({ message }) => {
      throw new Error(message);
    },
    caughtBy: [
      refused("null"),
      "functions of another kind are refused with an error, and the client reads a plain error",
    ],
  },
  {
    name: "a request that no function takes is called an event that is not verified",
    wire: gateway,
    thrown: ({ message }) => {
      throw Object.assign(new Error(message), { code: "ONEFN_UNVERIFIED_EVENT" });
    },
    caughtBy: ["functions of another kind are refused with an error, and the client reads a plain error"],
  },
  {
    name: "an event is copied member by member, its prototype with it",
    wire: gateway,
    event: (event) => Object.assign({}, event),
    caughtBy: [refused("a real event by the name of __proto__")],
  },
  {
    name: "an event is taken out of whatever it comes in",
    wire: gateway,
    event: (event) => event?.detail ?? event?.[0] ?? event,
    caughtBy: [refused("a real event in an envelope"), refused("a list with a real event")],
  },
  {
    name: "an event that it does not know has no failures",
    wire: queue,
    thrown: () => ({ batchItemFailures: [] }),
    caughtBy: [
      returned("null"),
      returned("an event of another trigger"),
      returned("a real event by the name of __proto__"),
      "functions of another kind are refused with an error, and acknowledge nothing",
    ],
  },
  {
    name: "a delivery that it does not know is quoted in the error",
    wire: queue,
    thrown: quote,
    caughtBy: [returned("a text"), returned("a list with a real event")],
  },
  {
    name: "whatever it is given is a handler of requests",
    wire: gateway,
    function: (fn) => (fn.kind === "http" ? fn : http(() => text(""))),
    caughtBy: [
      "functions of another kind are refused with an error, and the client reads a plain error",
      "functions that onefn did not define are refused with an error, and the client reads a plain error",
    ],
  },
];
