import { event, HttpError, http, json, message, reject, retry } from "onefn";
import { z } from "zod";
import { claim, markSent, release } from "./deliveries.js";
import { queue } from "./queue.js";
import { find, subscribersOf } from "./subscribers.js";
import { isSigned, post } from "./webhook.js";

/** Makes an event one message for each subscriber, so that a webhook that fails is tried again alone. */
export const fanOut = event({ type: "com.example.order.*" }, async ({ id, type, data }, { log }) => {
  // The same event has the same id, however often it arrives.
  const deliveries = subscribersOf(type).map(({ name }) => ({ id: `${id}.${name}`, to: name, type, data }));
  await queue().send(deliveries);
  log.info("fanned out", { type, subscribers: deliveries.length });
});

const Delivery = z.object({ id: z.string(), to: z.string(), type: z.string(), data: z.unknown() });

/** Calls one subscriber's webhook. */
export const webhooks = message({ from: "webhooks", schema: Delivery }, async ({ data }, { log, signal }) => {
  const { id, to, ...content } = data;
  const subscriber = find(to);
  if (!subscriber) return;
  const before = await claim(id);
  if (before === "sent") return;
  if (before === "claimed") return retry({ after: 60 });
  try {
    const { status } = await post(subscriber, { id, body: JSON.stringify(content), signal });
    log.info("webhook called", { to, status });
    if (status >= 200 && status < 300) return await markSent(id);
    if (status === 408 || status === 429 || status >= 500) return retry({ after: 60 });
    return reject({ reason: `${to} answers ${status}` });
  } finally {
    await release(id);
  }
});

/** A subscriber's end, for `onefn dev`: whoever receives webhooks checks signatures like this. */
export const inbox = http({ path: "/inbox", methods: ["POST"] }, async (request, { log }) => {
  const [id, body] = [request.headers.get("webhook-id"), await request.text()];
  if (!(await isSigned(find("inbox"), request.headers, body))) throw new HttpError(401, "Bad signature");
  log.info("webhook received", { id });
  return json({ received: id });
});

/** The samples with which `onefn dev` fills its forms. */
export const samples = {
  fanOut: { orderId: "1", cents: 4200 },
  webhooks: { id: "1.inbox", to: "inbox", type: "com.example.order.placed", data: { orderId: "1" } },
};
