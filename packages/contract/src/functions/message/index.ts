import { message } from "onefn";
import { z } from "zod";
import { toBase64 } from "../base64.js";
import { lackingInContext, lackingInMessage } from "../copies.js";
import { report } from "../report.js";
import { wait } from "../wait.js";
import { batchFunctions } from "./batch.js";
import { behave } from "./behaviour.js";
import { quietFunctions } from "./middleware.js";
import { seenMessage } from "./seen.js";
import { slowFunctions } from "./slow.js";

const Order = z.object({ sku: z.string(), amount: z.number().int().default(1) });

const Registered = Order.refine(async ({ sku }) => sku !== "unknown", "is not registered");

/** Messages that are handled just now, by delivery. */
const running = new Map<string, number>();

/** Counts a handler in or out, and gives how many of its delivery are in. */
function count(requestId: string, step: 1 | -1): number {
  const now = (running.get(requestId) ?? 0) + step;
  running.set(requestId, now);
  return now;
}

/** One deployable with every message function that the cases send to, each with a queue of its own. */
export const messageFunctions = {
  seen: message({ from: "contract-seen" }, (each, context) => report(context, seenMessage(each, context))),
  copied: message({ from: "contract-copied" }, (each, context) => {
    report(context, { id: each.id, lacking: [lackingInMessage(each), lackingInContext(context)] });
  }),
  json: message({ from: "contract-json", as: "json" }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  text: message({ from: "contract-text", as: "text" }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  bytes: message({ from: "contract-bytes", as: "bytes" }, (each, context) => {
    report(context, { id: each.id, bytes: each.data instanceof Uint8Array, data: toBase64(each.data) });
  }),
  schema: message({ from: "contract-schema", schema: Order }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  asyncSchema: message({ from: "contract-async-schema", schema: Registered }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  outcomes: message({ from: "contract-outcomes", as: "json" }, (each, context) => behave(each, context)),
  serial: message({ from: "contract-serial", as: "json", concurrency: 1 }, (each, context) =>
    behave(each, context),
  ),
  bounded: message({ from: "contract-bounded", concurrency: 3 }, async (each, context) => {
    report(context, { id: each.id, running: count(context.requestId, 1) });
    await wait(5);
    count(context.requestId, -1);
  }),
  bulk: message({ from: "contract-bulk" }, ({ data }) => {
    if (data === "fails") throw new Error("failed as it was told");
  }),
  log: message({ from: "contract-log" }, (each, { log }) =>
    log.info(`handled ${String(each.data)}`, { extra: 1 }),
  ),
  waitUntil: message({ from: "contract-wait-until" }, (each, context) => {
    const { id } = each;
    context.waitUntil(Promise.reject(new Error("lost")));
    context.waitUntil(wait(20).then(() => report(context, { later: id })));
  }),
  middleware: message(
    {
      from: "contract-middleware",
      use: [
        async (each, context, next) => {
          report(context, { before: each.id });
          const outcome = await next();
          report(context, { after: each.id });
          return outcome;
        },
      ],
    },
    (each, context) => report(context, { within: each.id }),
  ),
  ...batchFunctions,
  ...quietFunctions,
  ...slowFunctions,
};
