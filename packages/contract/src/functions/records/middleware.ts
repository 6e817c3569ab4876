import { ack, type CloudEvent } from "onefn";
import { report } from "../report.js";
import { behave } from "./behaviour.js";
import type { RecordDefiner } from "./definer.js";

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

/** The names of all ways in which the middleware can behave. */
export const WAY_NAMES: readonly string[] = Object.keys(WAYS);

/** Functions with middleware, which may return nothing. */
export function middlewareFunctions<Event extends CloudEvent>({ one, order, attempt }: RecordDefiner<Event>) {
  return {
    middleware: one(
      {
        place: "contract-middleware",
        use: [
          async ({ id }, context, next) => {
            report(context, { before: id });
            const outcome = await next();
            report(context, { after: id });
            return outcome;
          },
        ],
      },
      ({ id }, context) => report(context, { within: id }),
    ),
    quietMiddleware: one(
      {
        place: "contract-quiet-middleware",
        use: [(event, _, next) => WAYS[order(event).how ?? ""]?.(next), (_event, _, next) => next()],
      },
      (event, context) => behave(event, order(event), attempt(event), context),
    ),
  };
}
