import { adapt } from "@onefn/netlify/message/async-workloads";
import { message, retry } from "onefn";

const orders = message({ from: "orders", as: "json" }, (order, { log }) => {
  log.info("order", { id: order.id, attempt: order.attempt });
  if (!order.data) return retry({ after: 30 });
});

export default adapt(orders, { timeout: 26_000 });
export const asyncWorkloadConfig = { events: ["orders"], maxRetries: 4 };
