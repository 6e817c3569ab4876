import { adapt } from "@onefn/cloudflare";
import { message, retry } from "onefn";

const orders = message({ from: "orders", as: "json" }, async (order, { log }) => {
  log.info("order arrived", { attempt: order.attempt });
  if (order.data === "sold out") return retry({ after: 30 });
});

export default adapt({ orders });
