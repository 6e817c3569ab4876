import { adapt as azure } from "@onefn/azure";
import * as a from "@onefn/azure/simulator";
import type { AnyFunction } from "onefn";
import { expect } from "vitest";
import { CHECKED, type Row, request, row } from "./calls.js";

type AzureHandler = (input: unknown, context: unknown) => Promise<unknown>;
/** Calls a function. A value that it returned would go to the host, so it must return none. */
async function onAzure(fn: AnyFunction, { input, context }: a.TriggeredEvent, options?: object) {
  const handler = (azure as unknown as (fn: AnyFunction, options?: object) => AzureHandler)(fn, options);
  expect(await handler(input, context)).toBeUndefined();
}

export const onAzureFunctions: readonly Row[] = [
  [
    "httpRequest",
    undefined,
    async (f) => {
      const { request: native, context } = await a.httpRequest(...request);
      expect(await azure(f.http)(native, context)).toMatchObject({ status: 200 });
    },
  ],
  ["serviceBus", undefined, (f) => onAzure(f.message, a.serviceBus(["a"]))],
  ["settledServiceBus", undefined, (f) => onAzure(f.message, a.settledServiceBus(["a"]))],
  ["storageQueue", undefined, (f) => onAzure(f.message, a.storageQueue({ body: "a" }))],
  ["eventHub", undefined, (f) => onAzure(f.message, a.eventHub(["a"]))],
  ["kafka", undefined, (f) => onAzure(f.message, a.kafka(["a"]))],
  ["timer", undefined, (f) => onAzure(f.schedule, a.timer(new Date(), { schedule: "0 30 3 * * *" }))],
  ["blob", undefined, (f) => onAzure(f.storage, a.blob("a b.jpg"))],
  ["cosmos", undefined, (f) => onAzure(f.change, a.cosmos.update({ id: "1" }, { id: "1", n: 1 }))],
  ["sql", undefined, (f) => onAzure(f.change, a.sql([row]), { key: ["id"] })],
  [
    "durableActivity",
    undefined,
    async (f) => {
      const { input, context } = a.durableActivity({ sku: "tea" });
      expect(await azure(f.task)(input, context)).toEqual({ done: true });
    },
  ],
  [
    "entra",
    undefined,
    async (f) => {
      const body = JSON.stringify(a.entra("attributeCollectionSubmit", { email: "a@example.com" }));
      const { request: native, context } = await a.httpRequest("POST /", { body });
      expect(await azure(f.signUp, CHECKED)(native, context)).toMatchObject({ status: 200 });
    },
  ],
  ["eventGrid", undefined, (f) => onAzure(f.event, a.eventGrid([{ type: "a", data: {} }]))],
];
