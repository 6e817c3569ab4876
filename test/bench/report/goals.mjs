import { above, fact, ratio } from "./summary.mjs";

// onefn's own goals, as ratios to a handler written by hand in the same run; they apply on Node 24. Sizes of bundles have
// ceilings of their own: docs/decisions/ceilings.md.

/**
 * @typedef {object} Check one number that a goal speaks of
 * @property {string} cell
 * @property {string} contender
 * @property {string} label
 * @property {(cell: object) => number | boolean | undefined} read undefined: not measured, or a wrong result
 *
 * @typedef {object} Goal
 * @property {string} text
 * @property {string} limit as people read it
 * @property {(value: number | boolean) => boolean} met
 * @property {(value: number | boolean) => string} show
 * @property {Check[]} checks
 */

const wires = { "api-gateway-v2": "v2", "api-gateway-v1": "v1", alb: "ALB" };
const times = (value) => `${value.toFixed(2)}×`;
const atMost = (limit) => (value) => value <= limit;
const atLeast = (limit) => (value) => value >= limit;

/** @type {Goal[]} */
export const goals = [
  lambdaGoal("get-json", 2, ["onefn", "onefn-fast"], "Lambda GET JSON, helpers or `onefn/fast`"),
  lambdaGoal("get-json", 40, ["onefn-native"], "Lambda GET JSON, native Response"),
  lambdaGoal("url-query", 5, ["onefn", "onefn-fast"], "Lambda URL + query"),
  lambdaGoal("post-json", 1.15, ["onefn", "onefn-fast"], "Lambda POST 2 KB JSON"),
  lambdaGoal("base64-in", 1.1, ["onefn", "onefn-fast"], "Lambda 100 KB base64 in"),
  lambdaGoal("binary-out", 1.25, ["onefn", "onefn-fast"], "Lambda 1 MB binary out"),
  lambdaGoal("get-json", 6, ["onefn-hono"], "unmodified Hono app with `onefn/fast`"),
  serverGoal("hello", 0.95),
  serverGoal("echo", 0.97),
  // A handler that reads a body is async, and so is the one that it is measured by.
  cpuGoal("gcp", { hello: "raw", echo: "raw-async" }, 1.05, "functions-framework"),
  cpuGoal("azure", { hello: "raw", echo: "raw" }, 1.05, "Azure's HttpRequest and HttpResponse"),
  messageGoal("sqs", "onefn-sequential", "sequential", 1.15, "SQS record, one after the other"),
  messageGoal("sqs", "onefn", "concurrent", 1.2, "SQS record, concurrent"),
  messageGoal("sqs", "onefn", "concurrent", 1.5, "SQS record, one in ten fails and is logged", "-failures"),
  messageGoal("kinesis", "onefn", "sequential", 1.15, "Kinesis record, one after the other"),
  messageGoal("dynamodb", "onefn", "sequential", 1.3, "DynamoDB change, one after the other"),
  messageGoal(
    "firestore",
    "onefn",
    "sequential",
    1.3,
    "Firestore change in protobuf, above protobufjs alone",
  ),
  messageGoal("s3", "onefn", "concurrent", 1.2, "S3 notification"),
  messageGoal(
    "service-bus",
    "onefn-sequential",
    "sequential",
    1.15,
    "Service Bus message, one after the other",
  ),
  messageGoal("service-bus", "onefn", "concurrent", 1.2, "Service Bus message, concurrent"),
  growthGoal("recognition", "one", "last-of-fifty", "the last of fifty codecs, above a codec alone", {
    limit: "≤ 100 ns",
    met: atMost(100),
    show: (value) => `${value.toFixed(0)} ns`,
    compare: above,
  }),
  growthGoal("routing", "records-1000", "records-10000", "a record of 10,000, to one of 1,000", {
    limit: "≤ 1.25 ×",
    met: atMost(1.25),
    show: times,
    compare: ratio,
  }),
  {
    text: "cold start of a hello bundle above an empty process",
    limit: "≤ 3 ms",
    met: atMost(3),
    show: (value) => `${value.toFixed(1)} ms`,
    checks: coldChecks(["onefn-pinned"], (cell, contender) => above(cell, contender, "empty", "ms")),
  },
  {
    text: "undici loaded by a cold start",
    limit: "no",
    met: (value) => value === false,
    show: (value) => (value ? "yes" : "no"),
    checks: coldChecks(["onefn-pinned", "onefn-kind", "onefn-all"], (cell, name) =>
      fact(cell, name, "undici"),
    ),
  },
];

/** The checks of a scenario's results that miss their goal; what was not measured misses nothing. */
export function missedGoals(results) {
  return goals.flatMap((goal) =>
    goal.checks.filter((check) => {
      const value = check.read(results[check.cell]);
      return value !== undefined && !goal.met(value);
    }),
  );
}

function lambdaGoal(name, limit, contenders, text) {
  return {
    text,
    limit: `≤ ${limit} × raw`,
    met: atMost(limit),
    show: times,
    checks: Object.entries(wires)
      .filter(([wire]) => !(wire === "alb" && name === "binary-out"))
      .flatMap(([wire, label]) =>
        contenders.map((contender) => ({
          cell: `lambda/${wire}/${name}`,
          contender,
          label: contenders.length > 1 ? `${label} ${contender === "onefn" ? "helpers" : "fast"}` : label,
          read: (cell) => ratio(cell, contender, "raw", "cpu"),
        })),
      ),
  };
}

function serverGoal(name, limit) {
  return {
    text: `Node server ${name === "echo" ? "echo 2 KB" : name}, requests per second`,
    limit: `≥ ${limit} × raw`,
    met: atLeast(limit),
    show: times,
    checks: [
      {
        cell: `server/${name}`,
        contender: "onefn",
        label: "helpers",
        read: (cell) => ratio(cell, "onefn", "raw", "perSecond"),
      },
    ],
  };
}

/** @param {Record<string, string>} bases the handler by hand that does the same work, by case */
function cpuGoal(scenario, bases, limit, text) {
  return {
    text: `${text}, CPU of a request`,
    limit: `≤ ${limit} × raw`,
    met: atMost(limit),
    show: times,
    checks: Object.entries(bases).map(([name, base]) => ({
      cell: `${scenario}/${name}`,
      contender: "onefn",
      label: name,
      read: (cell) => ratio(cell, "onefn", base, "cpu"),
    })),
  };
}

function messageGoal(source, contender, base, limit, text, ending = "") {
  return {
    text,
    limit: `≤ ${limit} × raw`,
    met: atMost(limit),
    show: times,
    checks: [10, 10_000].map((records) => ({
      cell: `${source}/${records}${ending}`,
      contender,
      label: `${records.toLocaleString("en")} records`,
      read: (cell) => ratio(cell, contender, base, "cpu"),
    })),
  };
}

/** How much more the contender takes than the one that it is compared with. */
function growthGoal(name, base, contender, text, { compare, ...goal }) {
  const cell = `growth/${name}`;
  const read = (measured) => compare(measured, contender, base, "ns");
  return { text, ...goal, checks: [{ cell, contender, label: name, read }] };
}

function coldChecks(contenders, read) {
  return contenders.map((contender) => ({
    cell: "cold/hello",
    contender,
    label: contender.replace("onefn-", ""),
    read: (cell) => read(cell, contender),
  }));
}
