import { ack, type Context, type Message, message, retry } from "onefn";
import { report } from "../report.js";
import { behave, type Order } from "./behaviour.js";

/** What a message asks of its handler, and of the middleware around it. */
interface QuietOrder extends Order {
  readonly how: string;
}

type Next = () => Promise<unknown>;

/** Ways to call `next`, or not to. Those that return nothing have not answered. */
const WAYS: Readonly<Record<string, (next: Next) => unknown>> = {
  "waits for next()": async (next) => {
    await next();
  },
  "calls next() and does not wait": (next) => {
    next();
  },
  "swallows what next() throws": async (next) => {
    await next().catch(() => {});
  },
  "never calls next()": () => {},
  "calls next() twice": async (next) => {
    await next();
    await next();
  },
  "answers for next()": async (next) => {
    await next().catch(() => {});
    return ack();
  },
  "answers and does not wait for next()": (next) => {
    next();
    return ack();
  },
};

/** Functions whose middleware may return nothing. */
export const quietFunctions = {
  quietMiddleware: message(
    {
      from: "contract-quiet-middleware",
      as: "json",
      use: [
        (each: Message, _: Context, next) => WAYS[(each.data as QuietOrder).how]?.(next),
        (_each: Message, _: Context, next) => next(),
      ],
    },
    (each, context) => behave(each, context),
  ),
  quietBatchMiddleware: message.batch(
    {
      from: "contract-quiet-batch-middleware",
      as: "json",
      use: [
        async (_, __, next) => {
          await next();
        },
      ],
    },
    (messages, context) => {
      report(context, { ids: messages.map(({ id }) => id) });
      const failed = messages.filter(({ data }) => (data as Order).do === "retry");
      return new Map(failed.map((each) => [each, retry()]));
    },
  ),
};
