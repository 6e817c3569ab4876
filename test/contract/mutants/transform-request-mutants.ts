import { type Native, ofWire } from "./mutant.js";
import { body, status, verifying } from "./verified.js";

const ORDER = "every record is answered once and in order, however long each takes";
const TEXT = "a text is passed on as it is, without quotation marks";
const DROPPED = "a dropped record is left out, and the others are passed on: drop";
const ALONE = "a handler that ends by error fails its record alone, and the next call is answered";

const SECRET =
  "a call with the right secret is handled, and one with a wrong secret, or none, is answered 401";

/** Adapters that answer BigQuery wrongly. */
export const bigqueryMutants = ofWire("gcp/bigquery", [
  {
    name: "verify is not called",
    options: verifying(() => "platform"),
    caughtBy: [SECRET, "a verify that is not true refuses a call: it throws"],
  },
  {
    name: "without the option events, everybody may call",
    options: (options) => ({ ...options, events: options.events ?? { verify: "platform" } }),
    caughtBy: ["without the option events, a call is answered 401, and one log line says how to verify it"],
  },
  {
    name: "a failure is answered 200",
    sink: status((code) => (code >= 400 ? 200 : code)),
    caughtBy: ["the caller reads no details of a failure that nobody expected"],
  },
  {
    name: "every failure can be repeated",
    sink: status((code) => (code >= 400 ? 500 : code)),
    caughtBy: [
      "a record that no repetition would make right is answered by a 4xx with its code",
      "a TaskError reaches the caller with its name and its message, and without its cause",
    ],
  },
  {
    name: "replies are in the order in which they were done",
    sink: body((json) => (json.replies ? { replies: json.replies.toReversed() } : json)),
    caughtBy: [ORDER],
  },
  {
    name: "dropped rows have no reply",
    sink: body((json) =>
      json.replies ? { replies: json.replies.filter((one: Native) => one !== null) } : json,
    ),
    caughtBy: ["a dropped record fails nothing"],
  },
  {
    name: "values are texts of JSON",
    sink: body((json) =>
      json.replies ? { replies: json.replies.map((one: Native) => JSON.stringify(one)) } : json,
    ),
    caughtBy: [TEXT, "a value that is no text is passed on as JSON: number"],
  },
  {
    name: "errors are told by their message",
    function: (fn) => ({
      ...fn,
      handler: async (...args: Native[]) => {
        try {
          return await fn.handler(...args);
        } catch (error) {
          return { error: String(error) };
        }
      },
    }),
    caughtBy: ["a handler that ends by error passes nothing on, and the next call is answered"],
  },
  {
    name: "an error message has no name",
    sink: body((json) =>
      json.errorMessage ? { errorMessage: json.errorMessage.replace(/^\w+: /, "") } : json,
    ),
    caughtBy: ["a TaskError reaches the caller with its name and its message, and without its cause"],
  },
]);

/** An answer of a server with other results. */
const each200 = (change: (list: Native[]) => Native[]) => (answer: Native) =>
  answer.status === 200
    ? { ...answer, body: JSON.stringify({ results: change(JSON.parse(answer.body).results) }) }
    : answer;

/** Adapters that answer records in requests wrongly. */
export const transformRequestMutants = ofWire("server/transform", [
  {
    name: "nobody is verified",
    options: (options) => ({ ...options, events: { verify: "platform" } }),
    caughtBy: [
      SECRET,
      "without the option events, a call is answered 401, and one log line says how to verify it",
    ],
  },
  { name: "results are in another order", result: each200((list) => list.toReversed()), caughtBy: [ORDER] },
  {
    name: "dropped records have no result",
    result: each200((list) => list.filter((one) => !one.dropped)),
    caughtBy: [DROPPED],
  },
  {
    name: "a dropped record is null",
    result: each200((list) => list.map((one) => (one.dropped ? { value: null } : one))),
    caughtBy: [DROPPED],
  },
  {
    name: "a failed record fails the request",
    result: (answer) =>
      answer.body.includes('"error":') ? { ...answer, status: 500, body: "failed" } : answer,
    caughtBy: [ALONE],
  },
  {
    name: "a failed record has its cause",
    result: each200((list) =>
      list.map((one) => (one.error ? { error: { message: "Error: at handler (index.js:1)" } } : one)),
    ),
    caughtBy: [
      "the caller reads of one record why it failed, and no details of what nobody expected: error",
      "the caller reads of one record why it failed, and no details of what nobody expected: declined",
    ],
  },
  {
    name: "keys are left out",
    result: each200((list) => list.map(({ keys: _, ...one }) => one)),
    caughtBy: ["the keys of a partitioned value reach the destination, and its value alone is passed on"],
  },
]);
