import { ack, type Context, type Message, type Outcome, reject, retry } from "onefn";
import { Hostile, messageWithoutText, rejecting, unreadable } from "../hostile.js";
import { report } from "../report.js";
import { wait } from "../wait.js";

/** What a message asks of its handler. */
export interface Order {
  readonly do: string;
  /** Tells messages apart in what the handler reports. */
  readonly n?: number;
}

/** Every way in which a handler can fail; each message comes again. */
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
export const MESSAGE_FAILURES: readonly string[] = Object.keys(FAILURES);

/** Does with a message what it says, and reports that it was begun. */
export function behave(message: Message, context: Context): Outcome | undefined | Promise<undefined> {
  const order = message.data as Order;
  report(context, { id: message.id, n: order.n ?? null, attempt: message.attempt });
  switch (order.do) {
    case "nothing":
      return undefined;
    case "ack":
      return ack();
    case "retry":
      return retry();
    case "retry-soon":
      return message.attempt === 1 ? retry({ after: 1 }) : ack();
    case "retry-late":
      return message.attempt === 1 ? retry({ after: 600 }) : ack();
    case "reject":
      return reject({ reason: "as it was told" });
    case "fail-once":
      if (message.attempt === 1) throw new Error("failed the first time");
      return undefined;
    case "hang":
      // Longer than any case waits: a handler that never ends, but lets the process end.
      return wait(20_000, context.signal).then(() => {
        report(context, { aborted: order.n });
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

/** Lets no timer fire for some milliseconds, as a computation does. Bundlers leave out a loop that computes nothing. */
export function busy(ms: number): undefined {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
