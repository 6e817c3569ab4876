import { adapt } from "@onefn/aws";
import { message } from "onefn";

// Packs orders one after another. The fifth is never done at its first delivery: the process is killed meanwhile.
const pack = message({ as: "text", concurrency: 1 }, async (order) => {
  console.log(`begun:${order.data}`);
  if (order.data === "order-5" && order.attempt === 1) await new Promise(() => setInterval(() => {}, 1000));
  console.log(`packed:${order.data}:${order.attempt}`);
});

export const handler = adapt(pack);
