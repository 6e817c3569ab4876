import { type Context, TaskError, task } from "onefn";
import { z } from "zod";
import { missingInContext } from "../copies.js";
import { Hostile } from "../hostile.js";
import { report } from "../report.js";
import { wait } from "../wait.js";

/** A text that no caller must read over http. */
export const SECRET = "secret-of-the-task";

/** What a case wants a task to do. */
export interface Instruction {
  readonly do: keyof typeof BEHAVIOUR;
  readonly id?: string;
  readonly value?: unknown;
  /** Milliseconds that it waits for a signal that may never fire. */
  readonly patience?: number;
}

type Behaviour = (instruction: Instruction, context: Context) => unknown;

const BEHAVIOUR = {
  nothing: () => undefined,
  declined: () => {
    throw new TaskError("Card.Declined", "The card was declined.", {
      data: { retry: false, codes: [51] },
      cause: new Error(SECRET),
    });
  },
  "named-as-engine": () => {
    throw new TaskError("Lambda.ServiceException", "The stock is unknown.");
  },
  "reported-error": ({ id }, context) => {
    report(context, { tried: id });
    throw new Error(SECRET);
  },
  "reported-refusal": ({ id }, context) => {
    report(context, { tried: id });
    throw new TaskError("Card.Declined", "The card was declined.", { cause: new Error(SECRET) });
  },
  "error-data": () => {
    throw new TaskError("Card.Declined", "The card was declined.", { data: 1n });
  },
  error: () => {
    throw new Error(SECRET);
  },
  "later-error": async () => {
    await wait(1);
    throw new TypeError(SECRET);
  },
  string: () => {
    throw SECRET;
  },
  undefined: () => {
    throw undefined;
  },
  hostile: () => {
    throw new Hostile(SECRET);
  },
  bigint: () => ({ total: 10n }),
  bytes: () => ({ image: Uint8Array.of(1, 2) }),
  cycle: () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    return cycle;
  },
  "not-a-number": () => [1, Number.NaN],
  map: () => ({ counts: new Map([["a", 1]]) }),
  promise: () => ({ later: Promise.resolve(1) }),
  date: () => ({ at: new Date(0), left: undefined }),
  deadline: async ({ id }, context) => {
    const before = context.remainingMs();
    await wait(700, context.signal);
    report(context, { deadline: id, before, aborted: context.signal.aborted });
    context.signal.throwIfAborted();
  },
  hang: () => wait(1_500),
  gone: async ({ id, patience = 700 }, context) => {
    report(context, { waiting: id });
    await wait(patience, context.signal);
    report(context, { gone: id, aborted: context.signal.aborted });
    context.signal.throwIfAborted();
  },
  context(_, context) {
    const { provider, runtime, functionName, requestId, remainingMs } = context;
    const remaining = remainingMs();
    return {
      provider,
      runtime,
      functionName,
      requestId,
      sameRequestId: context.requestId === requestId,
      remaining: Number.isFinite(remaining) ? remaining : null,
      env: typeof context.env,
      missing: missingInContext(context),
    };
  },
  log: ({ id }, { log, requestId }) => {
    log.info(`hello ${id}`, { count: 3 });
    return { requestId };
  },
  "wait-until": ({ id }, context) => {
    context.waitUntil(wait(20).then(() => report(context, { later: id })));
    return { answered: id };
  },
  slow: async ({ id, value }) => {
    await wait(Number(value));
    return { id };
  },
} satisfies Readonly<Record<string, Behaviour>>;

/** One task: it returns its input, unless that is an instruction. */
export const oneTask = task({ name: "contract-task" }, (input, context): unknown => {
  const instruction = input as Instruction | null;
  const behaviour: Behaviour | undefined =
    Object(instruction).do === undefined ? undefined : BEHAVIOUR[(instruction as Instruction).do];
  return behaviour ? behaviour(instruction as Instruction, context) : input;
});

/** One task with schemas, which reports its calls. */
export const checkedTask = task(
  {
    name: "contract-checked",
    input: z.object({
      id: z.string(),
      items: z.array(z.object({ sku: z.string(), amount: z.number().default(1) })),
      breaks: z.boolean().default(false),
    }),
    output: z.object({ total: z.number(), currency: z.string().default("EUR") }),
  },
  ({ id, items, breaks }, context) => {
    report(context, { ran: id, amounts: items.map(({ amount }) => amount) });
    const total = items.reduce((sum, { amount }) => sum + amount, 0);
    // As code without types may.
    return breaks ? { total: SECRET as never } : { total };
  },
);

/** Several tasks, by their names. */
export const severalTasks = {
  first: task({ name: "contract-first" }, () => "first"),
  "contract-second": task(() => "second"),
};
