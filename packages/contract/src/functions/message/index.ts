import { type Message, message } from "onefn";
import { z } from "zod";
import { toBase64 } from "../base64.js";
import { missingInContext, missingInEvent, type OwnMembers } from "../copies.js";
import { reportDeadLetter } from "../records/dead-letters.js";
import { recordFunctions } from "../records/index.js";
import { report } from "../report.js";
import { messageDefiner } from "./definer.js";
import { seenMessage } from "./seen.js";

const OWN: OwnMembers<Message> = {
  attributes: true,
  attempt: true,
  redelivered: true,
  key: true,
  enqueuedAt: true,
};

const Order = z.object({ sku: z.string(), amount: z.number().int().default(1) });

const Registered = Order.refine(async ({ sku }) => sku !== "unknown", "is not registered");

const isOwn = (data: Uint8Array) => data.constructor === Uint8Array && data.length === data.buffer.byteLength;

/** One deployable with every message function that the cases send to, each with its own queue. */
export const messageFunctions = {
  seen: message({ from: "contract-seen" }, (each, context) => report(context, seenMessage(each, context))),
  copied: message({ from: "contract-copied" }, (each, context) => {
    report(context, { id: each.id, missing: [missingInEvent(each, OWN), missingInContext(context)] });
  }),
  json: message({ from: "contract-json", as: "json" }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  text: message({ from: "contract-text", as: "text" }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  bytes: message({ from: "contract-bytes", as: "bytes" }, (each, context) => {
    report(context, { id: each.id, own: isOwn(each.data), data: toBase64(each.data) });
  }),
  moved: message({ from: "contract-moved", schema: Order, deadLetter: reportDeadLetter }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  schema: message({ from: "contract-schema", schema: Order }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  asyncSchema: message({ from: "contract-async-schema", schema: Registered }, (each, context) => {
    report(context, { id: each.id, data: each.data });
  }),
  copiedBatch: message.batch({ from: "contract-copied-batch" }, (messages, context) => {
    report(context, {
      id: messages[0]?.id,
      missing: [...messages.map((each) => missingInEvent(each, OWN)), missingInContext(context)],
    });
  }),
  ...recordFunctions(messageDefiner),
};
