import { adapt } from "@onefn/cloudflare";
import { http, json, message, reject, retry, storage } from "onefn";

/** What has arrived, for the test. */
const seen = [];

const note = ({ id, attempt, subject, data }) => {
  seen.push({ id, attempt, queue: subject, data: describe(data) });
};

/** A value as JSON, with its type where JSON would lose it. */
function describe(data) {
  if (data instanceof Uint8Array) return { bytes: [...data] };
  if (data instanceof Map) return { map: [...data] };
  if (data instanceof Date) return { date: data.toISOString() };
  return data;
}

/** What a test cannot write as JSON. */
const VALUES = {
  map: () => new Map([["sku", "tea"]]),
  date: () => new Date(0),
  bytes: () => Uint8Array.of(0, 255),
};

const functions = {
  orders: message({ from: "orders", as: "json" }, (order) => {
    note(order);
    const { fails = 0, after, rejected } = order.data;
    if (rejected) return reject();
    if (order.attempt > fails) return;
    if (after !== undefined) return retry({ after });
    throw new Error("sold out");
  }),
  values: message({ from: "values" }, note),
  texts: message({ from: "texts", as: "text" }, note),
  bytes: message({ from: "bytes", as: "bytes" }, note),
  dead: message({ from: "dead" }, note),
  uploads: storage({ bucket: "uploads" }, ({ id, operation, key, size }) => {
    seen.push({ id, queue: "uploads", data: { operation, key, size } });
    if (key.startsWith("fails") && seen.filter((each) => each.id === id).length === 1)
      throw new Error("no memory");
  }),
};

const send = http({ path: "/send/:queue", methods: ["POST"] }, async (request, { params, platform }) => {
  const messages = await request.json();
  await platform.env[params.queue].sendBatch(
    messages.map(({ value, body = VALUES[value]?.(), contentType }) => ({ body, contentType })),
  );
  return json({});
});

const report = http({ path: "/seen" }, () => json(seen));

export default adapt({ ...functions, send, report });
