import { ack, type CloudEvent, type Context, type Outcome, reject, retry } from "onefn";
import { Hostile, messageWithoutText, rejecting, unreadable } from "../hostile.js";
import { report } from "../report.js";
import { wait } from "../wait.js";

/** What a record tells its handler to do. */
export interface Order {
  readonly do: string;
  /** Identifies records in the handler's reports. */
  readonly n?: number;
  /** What it tells the middleware around its handler to do. */
  readonly how?: string;
}

/** Every way in which a handler can fail; each record comes again. */
const FAILURES: Readonly<Record<string, () => unknown>> = {
  error: () => {
    throw new Error("failed as it was told");
  },
  "later-error": async () => {
    await wait(1);
    throw new Error("failed as it was told");
  },
  undefined: () => {
    throw undefined;
  },
  null: () => {
    throw null;
  },
  string: () => {
    throw "failed as it was told";
  },
  frozen: () => {
    throw Object.freeze(new Error("failed as it was told"));
  },
  thenable: () => {
    throw rejecting("failed as it was told");
  },
  "returned-thenable": () => rejecting("failed as it was told"),
  "later-undefined": () => Promise.reject(undefined),
  "hostile-error": () => {
    throw new Hostile("failed as it was told");
  },
  "message-without-text": () => {
    throw messageWithoutText();
  },
  "unreadable-value": () => {
    throw unreadable();
  },
  "returned-unreadable-value": () => unreadable(),
  "returns-text": () => "ok",
  "returns-false": () => false,
  "returns-object": () => ({ type: "ack" }),
};

/** The names of the ways to fail. */
export const FAILURE_NAMES: readonly string[] = Object.keys(FAILURES);

/** Every instruction that {@link behave} follows. */
export const ORDER_NAMES: readonly string[] = [
  "nothing",
  "ack",
  "retry",
  "retry-soon",
  "retry-late",
  "reject",
  "fail-once",
  "hang",
  "busy",
  "wait",
  ...FAILURE_NAMES,
];

/** Does what a record says, and reports that it has started. */
export function behave(
  { id }: CloudEvent,
  order: Order,
  attempt: number | undefined,
  context: Context,
): Outcome | undefined | Promise<undefined> {
  report(context, { id, n: order.n ?? null, attempt: attempt ?? null });
  switch (order.do) {
    case "nothing":
      return undefined;
    case "ack":
      return ack();
    case "retry":
      return retry();
    case "retry-soon":
      return (attempt ?? 1) === 1 ? retry({ after: 1 }) : ack();
    case "retry-late":
      return (attempt ?? 1) === 1 ? retry({ after: 600 }) : ack();
    case "reject":
      return reject({ reason: "as it was told" });
    case "fail-once":
      if (attempt === 1) throw new Error("failed the first time");
      return undefined;
    case "hang":
      // Longer than any case waits: in effect a handler that never ends, but the process can still exit.
      return wait(20_000, context.signal).then(() => {
        report(context, { aborted: order.n, reason: (context.signal.reason as Error | undefined)?.name });
        return wait(20_000);
      }) as Promise<undefined>;
    case "busy":
      return busy(50);
    case "wait":
      return wait(10).then(() => report(context, { done: order.n })) as Promise<undefined>;
    default:
      return FAILURES[order.do]?.() as undefined;
  }
}

/** Blocks timers for some milliseconds, like a computation. Bundlers would remove a loop without a result. */
export function busy(ms: number): undefined {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
