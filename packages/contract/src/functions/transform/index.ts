import {
  ack,
  type Context,
  drop,
  partitioned,
  retry,
  TaskError,
  type TransformRecord,
  transform,
} from "onefn";
import { z } from "zod";
import { toBase64 } from "../base64.js";
import { missingInContext, missingInEvent } from "../copies.js";
import { Hostile, rejecting, unreadable } from "../hostile.js";
import { report } from "../report.js";
import { wait } from "../wait.js";

/** A text in records and errors that only a developer must read. */
export const SECRET = "secret-of-the-transform";

/** What a case wants a transform to do with a record. */
export interface Instruction {
  readonly do: string;
  /** Identifies the case in reports. */
  readonly id?: string;
  readonly n?: number;
  /** Milliseconds that it takes. */
  readonly ms?: number;
}

type Behaviour = (instruction: Instruction, record: TransformRecord, context: Context) => unknown;

/** Every way in which a record can fail by its handler. */
const FAILURES = {
  error: () => {
    throw new Error(SECRET);
  },
  "later-error": async () => {
    await wait(1);
    throw new TypeError(SECRET);
  },
  undefined: () => {
    throw undefined;
  },
  string: () => {
    throw SECRET;
  },
  "hostile-error": () => {
    throw new Hostile(SECRET);
  },
  "returned-thenable": () => rejecting(SECRET),
} satisfies Readonly<Record<string, Behaviour>>;

/** Every value that no record can become. */
const VALUES = {
  bigint: () => ({ total: 10n }),
  "not-a-number": () => [1, Number.NaN],
  map: () => ({ counts: new Map([["a", 1]]) }),
  promise: () => ({ later: Promise.resolve(1) }),
  "nested-bytes": () => ({ image: Uint8Array.of(1, 2) }),
  cycle: () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    return cycle;
  },
  "unreadable-value": () => unreadable(),
} satisfies Readonly<Record<string, Behaviour>>;

const BEHAVIOUR: Readonly<Record<string, Behaviour>> = {
  ...FAILURES,
  ...VALUES,
  declined: () => {
    throw new TaskError("NoSuchCity", "There is no such city.", { cause: new Error(SECRET) });
  },
  nothing: () => undefined,
  "later-nothing": async () => wait(1),
  ack: () => ack(),
  retry: () => retry(),
  drop: () => drop(),
  "later-drop": async () => {
    await wait(1);
    return drop();
  },
  text: () => "grüße 👍\n",
  "empty-text": () => "",
  bytes: () => Uint8Array.of(0, 255, 254, 13, 10),
  number: () => 1.5,
  zero: () => 0,
  false: () => false,
  null: () => null,
  list: () => [1, "two", null],
  date: () => ({ at: new Date(0), left: undefined }),
  partitioned: ({ n }) => partitioned({ n }, { customer: "tea & co", year: "2026" }),
  "partitioned-by-number": () => partitioned("x", { year: 2026 as never }),
  large: () => "x".repeat(1024 * 1024),
  wait: async ({ n = 0, ms = 0 }) => {
    await wait(ms);
    return { n };
  },
  hang: () => wait(1_500),
  deadline: async ({ id }, _, context) => {
    const before = context.remainingMs();
    await wait(700, context.signal);
    report(context, { deadline: id, before, aborted: context.signal.aborted });
    context.signal.throwIfAborted();
  },
  "wait-until": ({ id }, _, context) => {
    context.waitUntil(wait(20).then(() => report(context, { later: id })));
    return { answered: id };
  },
  seen: ({ id }, record, context) => {
    report(context, { seen: id, ...seenRecord(record, context) });
    return { seen: id };
  },
};

/** Everything that a handler can know about its record, as JSON. */
export interface SeenRecord {
  readonly specversion: string;
  readonly recordId: string;
  readonly source: string;
  readonly type: string;
  readonly time: string | null;
  readonly key: string | null;
  readonly requestId: string;
  readonly functionName: string;
  readonly hasDeadline: boolean;
  readonly missing: readonly object[];
}

function seenRecord(record: TransformRecord, context: Context): Readonly<Record<keyof SeenRecord, unknown>> {
  return {
    specversion: record.specversion,
    recordId: record.id,
    source: record.source,
    type: record.type,
    time: record.time ?? null,
    key: record.key ?? null,
    requestId: context.requestId,
    functionName: context.functionName,
    hasDeadline: Number.isFinite(context.remainingMs()),
    missing: [missingInEvent(record, { key: true, attributes: true }), missingInContext(context)],
  };
}

/** The names of the ways to fail. */
export const FAILURE_NAMES: readonly string[] = Object.keys(FAILURES);

/** The names of the values that no record can become. */
export const VALUE_NAMES: readonly string[] = Object.keys(VALUES);

/** Returns its record, unless that is an instruction. */
function behave(record: TransformRecord, context: Context): never {
  const { data } = record;
  const told = Object(data) as Partial<Instruction>;
  const behaviour = typeof told.do === "string" ? BEHAVIOUR[told.do] : undefined;
  return (behaviour ? behaviour(told as Instruction, record, context) : data) as never;
}

let running = 0;

/** A record of transforms, each with its own stream. */
export const transformFunctions = {
  json: transform({ from: "contract-json", as: "json" }, behave),
  text: transform({ from: "contract-text", as: "text" }, ({ data }) => ({ type: typeof data, data })),
  bytes: transform({ from: "contract-bytes", as: "bytes" }, ({ data }) => ({
    isArray: data.constructor === Uint8Array,
    data: toBase64(data),
  })),
  schema: transform(
    {
      from: "contract-schema",
      as: "json",
      schema: z.object({ sku: z.string(), amount: z.number().default(1) }),
    },
    ({ data: { sku, amount } }) => ({ sku, amount }),
  ),
  asyncSchema: transform(
    {
      from: "contract-async-schema",
      as: "json",
      schema: z.object({ sku: z.string().refine(async (sku) => sku !== "unknown") }),
    },
    ({ data }) => data,
  ),
  narrow: transform({ from: "contract-narrow", as: "json", concurrency: 2 }, async ({ data }) => {
    running++;
    const together = running;
    await wait(5);
    running--;
    return { data, together };
  }),
  middleware: transform(
    {
      from: "contract-middleware",
      as: "json",
      use: [
        async (_, __, next) => {
          const value = await next();
          return { within: value };
        },
      ],
    },
    ({ data }) => data as object,
  ),
};

/** One transform that claims its stream. */
export const claimedTransform = transformFunctions.json;

/** The same, with one that takes every other stream. */
export const catchAllTransforms = {
  claimed: claimedTransform,
  others: transform(() => "others"),
};
