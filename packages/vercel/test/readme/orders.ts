import { adapt } from "@onefn/vercel/message/queues";
import { message, retry } from "onefn";

const orders = message({ from: "orders", as: "json" }, (order, { log }) => {
  log.info("order", { id: order.id, attempt: order.attempt });
  if (!order.data) return retry({ after: 30 });
});

export default adapt(orders, { events: { verify: "platform" } });
