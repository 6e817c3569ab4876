import { type Native, ofWire } from "./mutant.js";

const DECLINED = "a TaskError reaches the caller by its name, with its message and without its cause";
const WRONG_INPUT =
  "a wrong input is the caller's error, with its place and without its values, and no handler runs";
const WRONG_OUTPUT = "a wrong output is the function's error, with its place and without its values";
const SCHEMAS =
  "the handler gets the output of the input's schema, and the caller that of the output's, including defaults";
const unexpected = (how: string) =>
  `the caller reads no details of a failure that nobody expected, and the log has a code: ${how}`;
const echo = (what: string) =>
  `an input that is ${what} reaches the handler, and an output like it reaches the caller`;

/** A task without one of its schemas. */
const without = (side: "input" | "output") => (fn: Native) => ({ ...fn, [side]: undefined });

/** An error under another name. */
const renamed = (name: string) => (error: Native) => {
  throw Object.assign(new Error(error.message), { name });
};

/** Adapters that call tasks of Lambda wrongly. */
export const invokeMutants = ofWire("aws/invoke", [
  { name: "the input is not checked", function: without("input"), caughtBy: [WRONG_INPUT, SCHEMAS] },
  { name: "the output is not checked", function: without("output"), caughtBy: [WRONG_OUTPUT, SCHEMAS] },
  { name: "errors lose their names", thrown: renamed("Error"), caughtBy: [DECLINED, WRONG_INPUT] },
  {
    name: "a TaskError may have the name of an engine's own error",
    thrown: (error) => renamed(error?.name === "RangeError" ? "Lambda.ServiceException" : error?.name)(error),
    caughtBy: [
      "a TaskError cannot have the name of an engine's own error, which callers repeat, and the log says so",
    ],
  },
  {
    name: "errors become results, as those of http do",
    thrown: (error) => ({ errorType: error?.name, errorMessage: String(error?.message) }),
    caughtBy: [DECLINED, "a handler that ends by error fails its call, and the next one is answered"],
  },
  {
    name: "the input is read as an event's detail",
    event: (event) => event?.sku ?? event,
    caughtBy: [echo("an object")],
  },
  {
    name: "an empty input becomes null",
    event: (event) => (Object(event) === event && Object.keys(event).length === 0 ? null : event),
    caughtBy: [echo("an empty object")],
  },
  {
    name: "inputs are copied member by member",
    event(event) {
      if (Object(event) !== event || Array.isArray(event)) return event;
      const copy: Native = {};
      for (const key of Object.keys(event)) copy[key] = event[key];
      return copy;
    },
    caughtBy: ["members that have names of Object's arrive and leave, and change no prototype"],
  },
  {
    name: "the result is a text of JSON",
    result: (result) => JSON.stringify(result),
    caughtBy: [echo("an object"), "returning nothing is null"],
  },
  {
    name: "bytes are written as JSON writes them",
    function: (fn) => ({
      ...fn,
      handler: async (...args: Native[]) => {
        const output = await fn.handler(...args);
        return output?.image ? JSON.parse(JSON.stringify(output)) : output;
      },
    }),
    caughtBy: ["an output that JSON would lose is the function's error, and is logged: bytes"],
  },
  {
    name: "the deadline is not told",
    context: (context) => ({ ...context, getRemainingTimeInMillis: () => 30_000 }),
    caughtBy: [
      "the signal fires ahead of the deadline, and the caller gets the deadline by its name",
      "a handler that ignores the signal does not keep the deadline from the caller",
    ],
  },
]);

/** A problem document with other members. */
const problem = (change: (details: Native) => Native) => (answer: Native) =>
  answer.status >= 400 && answer.headers["content-type"] === "application/json"
    ? { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) }
    : answer;

const platform = { events: { verify: "platform" } };
const PROBLEM_TYPES =
  "a failure is JSON to everybody, and a problem document by its type to a caller who accepts that";
const RIGHT_SECRET =
  "a call with the right secret is handled, and one with a wrong secret, or none, is answered 401";

/** Adapters that answer calls by http wrongly. */
export const taskRequestMutants = ofWire("server/task", [
  {
    name: "nobody is verified",
    options: (options) => ({ ...options, ...platform }),
    caughtBy: [
      "without the option events, a call is answered 401, and one log line says how to verify it",
      RIGHT_SECRET,
      "what is not verified is not read: whatever it holds, it is answered 401",
    ],
  },
  {
    name: "an unexpected error is told by its message",
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
    caughtBy: [unexpected("error"), DECLINED],
  },
  {
    name: "a failure is answered 200",
    result: (answer) => ({ ...answer, status: 200 }),
    caughtBy: [DECLINED],
  },
  {
    name: "a body is JSON only if its type says so",
    event: ({ headers, body }) => ({
      headers,
      body: headers["content-type"]?.includes("json") ? body : '"a form"',
    }),
    caughtBy: ["a body is JSON, whatever type its sender gives it"],
  },
  {
    name: "a problem has a type that engines do not read",
    result: (answer) =>
      answer.status < 400
        ? answer
        : { ...answer, headers: { ...answer.headers, "content-type": "application/problem+json" } },
    caughtBy: [DECLINED, PROBLEM_TYPES],
  },
  {
    name: "a problem has the type of plain JSON, whatever its caller accepts",
    result: (answer) => ({
      ...answer,
      headers: { ...answer.headers, "content-type": answer.headers["content-type"]?.replace("problem+", "") },
    }),
    caughtBy: [PROBLEM_TYPES],
  },
  {
    name: "a problem has no title",
    result: problem(({ title: _, ...details }) => details),
    caughtBy: [DECLINED, WRONG_INPUT],
  },
  {
    name: "a problem has no data",
    result: problem(({ data: _, ...details }) => details),
    caughtBy: ["the data of a TaskError reaches the caller"],
  },
  {
    name: "an unexpected failure has details",
    result: problem((details) =>
      details.type === "about:blank" ? { ...details, detail: "Error: at x (a.ts:1)" } : details,
    ),
    caughtBy: [unexpected("error"), unexpected("hostile")],
  },
  {
    name: "a null output is answered without a body",
    result: (answer) => (answer.body === "null" ? { ...answer, status: 204, body: "" } : answer),
    caughtBy: ["returning nothing is null", "an empty body is null"],
  },
  { name: "the input is not checked by http", function: without("input"), caughtBy: [WRONG_INPUT, SCHEMAS] },
]);

/** Entrypoints of Workers that call tasks wrongly. */
export const rpcMutants = ofWire("cloudflare/rpc", [
  { name: "the input is not checked by RPC", function: without("input"), caughtBy: [WRONG_INPUT, SCHEMAS] },
  {
    name: "the output is not checked by RPC",
    function: without("output"),
    caughtBy: [WRONG_OUTPUT, SCHEMAS],
  },
  { name: "errors of RPC lose their names", thrown: renamed("Error"), caughtBy: [DECLINED, WRONG_INPUT] },
  {
    name: "the cause of an error is copied to the caller",
    thrown(error) {
      throw Object.assign(new Error(error.message), { ...error, cause: { message: "secret-of-the-task" } });
    },
    caughtBy: [DECLINED, unexpected("error")],
  },
  {
    name: "an unexpected error reaches the caller",
    thrown(error) {
      throw Object.assign(new Error("secret-of-the-task"), { name: error.name });
    },
    caughtBy: [unexpected("error"), unexpected("string")],
  },
  {
    name: "an error has no data",
    thrown: (error) => renamed(error.name)(error),
    caughtBy: ["the data of a TaskError reaches the caller"],
  },
  {
    name: "returning nothing is undefined",
    result: (result) => result ?? undefined,
    caughtBy: ["returning nothing is null", echo("null")],
  },
]);

/** Activities of Durable Functions that call tasks wrongly. */
export const activityMutants = ofWire("azure/durable-activity", [
  {
    name: "the input of an activity is not checked",
    function: without("input"),
    caughtBy: [WRONG_INPUT, SCHEMAS],
  },
  {
    name: "the output of an activity is not checked",
    function: without("output"),
    caughtBy: [WRONG_OUTPUT, SCHEMAS],
  },
  {
    name: "the message of an error does not begin with its name",
    thrown(error) {
      throw Object.assign(new Error(error.message.replace(/^[\w.]+: /, "")), { name: error.name });
    },
    caughtBy: [DECLINED, WRONG_INPUT],
  },
  {
    name: "an unexpected error reaches the orchestrator",
    thrown(error) {
      throw new Error(error.name === "Error" ? "secret-of-the-task" : error.message);
    },
    caughtBy: [unexpected("error"), unexpected("string")],
  },
  {
    name: "an error keeps its stack",
    thrown(error) {
      throw new Error(error.message);
    },
    caughtBy: [unexpected("error"), unexpected("hostile")],
  },
  {
    name: "errors become results of an activity",
    thrown: (error) => ({ error: error.message }),
    caughtBy: [DECLINED, "a handler that ends by error fails its call, and the next one is answered"],
  },
  {
    name: "the result of an activity is a text of JSON",
    result: (result) => JSON.stringify(result),
    caughtBy: [echo("an object"), "returning nothing is null"],
  },
]);
