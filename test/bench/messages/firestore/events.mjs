// What functions-framework hands to a function of the signature `cloudevent`, one event for each document.
// https://cloud.google.com/eventarc/docs/cloudevents#firestore
import { orderText } from "../orders.mjs";
import { DocumentEventData } from "./proto.mjs";

const DATABASE = "projects/shop/databases/(default)";

/** A value as Firestore writes it. */
function written(value) {
  if (Number.isInteger(value)) return { integerValue: value };
  if (typeof value === "number") return { doubleValue: value };
  if (typeof value === "boolean") return { booleanValue: value };
  return typeof value === "string" ? { stringValue: value } : { mapValue: { fields: fields(value) } };
}

const fields = (members) =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, written(value)]));

/** One event at a time is all that there is, so a batch is a list of events. */
export function eventOf(count) {
  return Array.from({ length: count }, (_, index) => {
    const order = {
      ...JSON.parse(orderText(index)),
      total: 1299.5 + index,
      tags: { gift: true, note: "" },
    };
    const path = `orders/${order.id}`;
    const time = { seconds: 1_795_348_800, nanos: 123_456_000 };
    const value = {
      name: `${DATABASE}/documents/${path}`,
      fields: fields(order),
      createTime: time,
      updateTime: time,
    };
    const data = DocumentEventData.encode(DocumentEventData.fromObject({ value })).finish();
    return {
      specversion: "1.0",
      id: `c4ca4238-${index}`,
      type: "google.cloud.firestore.document.v1.created",
      source: `//firestore.googleapis.com/${DATABASE}`,
      subject: `documents/${path}`,
      time: "2026-11-22T12:00:00.123456Z",
      document: path,
      data: Buffer.from(data),
    };
  });
}

export const contextOf = () => undefined;

export const expectedFailures = () => [];

export const failedIn = () => [];
