import { adapt as gcp } from "@onefn/gcp";
import * as g from "@onefn/gcp/simulator";
import type { AnyFunction } from "onefn";
import { CHECKED, posted, type Row, sent, type Written } from "./calls.js";

const onGcp = (fn: AnyFunction, native: Written | Request) =>
  sent(g.simulator, "http", fn, native instanceof Request ? native : posted(native));
const toGcp = (fn: AnyFunction, native: unknown) =>
  (gcp as unknown as (fn: AnyFunction, options: object) => (event: unknown) => Promise<unknown>)(
    fn,
    CHECKED,
  )(native);
export const onGoogleCloud: readonly Row[] = [
  ["cloudTask", undefined, (f) => onGcp(f.message, g.cloudTask({ body: "a" }))],
  ["pubsubPush", undefined, (f) => onGcp(f.message, { body: JSON.stringify(g.pubsubPush({ body: "a" })) })],
  ["cloudScheduler", undefined, (f) => onGcp(f.schedule, g.cloudScheduler({ job: "clean-up" }))],
  ["taskRequest", undefined, (f) => onGcp(f.task, g.taskRequest({ sku: "tea" }))],
  ["bigQuery", undefined, (f) => onGcp(f.transform, { body: JSON.stringify(g.bigQuery([{ record: "a" }])) })],
  [
    "blocking",
    undefined,
    (f) => onGcp(f.signUp, { body: JSON.stringify(g.blocking("beforeCreate", { email: "a@example.com" })) }),
  ],
  ["pubsub", undefined, (f) => toGcp(f.message, g.pubsub({ body: "a" }))],
  ["gcs", undefined, (f) => toGcp(f.storage, g.gcs("a b.jpg"))],
  [
    "firestore",
    undefined,
    (f) => toGcp(f.change, g.firestore.update({ id: "1" }, { id: "1", n: 1 }, { collection: "orders" })),
  ],
  ["eventarc", undefined, (f) => toGcp(f.event, g.eventarc({ type: "a", data: {} }))],
];
