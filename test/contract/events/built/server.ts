import { adapt as server } from "@onefn/server";
import * as s from "@onefn/server/simulator";
import type { AnyFunction } from "onefn";
import { CHECKED, ok, posted, type Row, type Written } from "./calls.js";

const onServer = async (fn: AnyFunction, native: Written | Request) => {
  const { fetch } = (
    server as (fn: AnyFunction, options: object) => { fetch(request: Request): Promise<Response> }
  )(fn, CHECKED);
  await ok(await fetch(native instanceof Request ? native : posted(native)));
};
export const onServers: readonly Row[] = [
  ["cloudTask", undefined, (f) => onServer(f.message, s.cloudTask({ body: "a" }))],
  [
    "pubsubPush",
    undefined,
    (f) => onServer(f.message, { body: JSON.stringify(s.pubsubPush({ body: "a" })) }),
  ],
  ["pubsubPushUnwrapped", undefined, (f) => onServer(f.message, s.pubsubPushUnwrapped({ body: "a" }))],
  [
    "inStructuredMode",
    undefined,
    (f) => onServer(f.message, s.inStructuredMode(s.cloudEvent({ body: "a" }))),
  ],
  ["inBinaryMode", undefined, (f) => onServer(f.message, s.inBinaryMode(s.cloudEvent({ body: "a" })))],
  ["inBatchedMode", undefined, (f) => onServer(f.message, s.inBatchedMode([s.cloudEvent({ body: "a" })]))],
  [
    "daprMessage",
    undefined,
    (f) =>
      onServer(f.message, {
        headers: { "content-type": "application/cloudevents+json" },
        body: JSON.stringify(s.daprMessage({ body: "a" })),
      }),
  ],
  ["daprBulk", undefined, (f) => onServer(f.message, { body: JSON.stringify(s.daprBulk([{ body: "a" }])) })],
  ["eventGridPush", undefined, (f) => onServer(f.event, s.eventGridPush([{ type: "a", data: {} }]))],
  ["taskRequest", undefined, (f) => onServer(f.task, s.taskRequest({ sku: "tea" }))],
  ["transformRequest", undefined, (f) => onServer(f.transform, s.transformRequest([{ page: "/tea" }]))],
];
