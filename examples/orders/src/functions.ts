import { message, reject, retry } from "onefn";
import { z } from "zod";
import { take } from "./stock.js";

const Order = z.object({ id: z.string(), sku: z.string(), quantity: z.int().positive() });

export const orders = message({ from: "orders", schema: Order }, async (order, context) => {
  const { id, sku, quantity } = order.data;
  switch (await take(sku, quantity)) {
    case "taken":
      context.log.info("order packed", { id, attempt: order.attempt });
      return;
    case "sold out":
      return retry({ after: 30 });
    case "unknown":
      return reject({ reason: `nobody sells ${sku}` });
  }
});

/** What `onefn dev` fills its form with. */
export const samples = { orders: { id: "1", sku: "apples", quantity: 3 } };
