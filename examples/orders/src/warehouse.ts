import { change, message, reject, retry, storage } from "onefn";
import { z } from "zod";
import type { Stock } from "./stock.js";

const Order = z.object({ id: z.string(), sku: z.string(), quantity: z.int().positive() });
const Goods = z.object({ left: z.number().int().nonnegative() });

/** The functions of one warehouse. A test makes them with a warehouse of its own. */
export function functionsOf(stock: Stock) {
  /** Brokers deliver some messages more than once, even those that were handled: `take` knows an order by its id. */
  const orders = message({ from: "orders", schema: Order }, async (order, context) => {
    const { id, sku, quantity } = order.data;
    switch (await stock.take(sku, quantity, id)) {
      case "taken":
        context.log.info("order packed", { id, attempt: order.attempt });
        return;
      case "sold out":
        return retry({ after: 30 });
      case "unknown":
        return reject({ reason: `nobody sells ${sku}` });
    }
  });

  /** Follows the stock in another team's table. A change that is delivered twice does no harm. */
  const changes = change({ table: "goods", schema: Goods }, ({ operation, key, after }, context) => {
    stock.keep(String(key.sku), after?.left);
    context.log.info("stock changed", { operation, sku: key.sku, left: after?.left });
  });

  /**
   * Suppliers announce a delivery by the name of a file, such as `apples/500.csv`. S3 and others may send a notification
   * twice, with the same id each time.
   */
  const deliveries = storage(
    { bucket: "deliveries", on: "created", suffix: ".csv" },
    async (file, context) => {
      const [, sku = "", quantity] = /^(.+)\/(\d+)\.csv$/.exec(file.key) ?? [];
      if (!quantity) return reject({ reason: "the file is not named SKU/QUANTITY.csv" });
      const isNew = await stock.putIn(sku, Number(quantity), file.id);
      context.log.info(isNew ? "goods stocked" : "goods already stocked", { sku, quantity });
    },
  );

  return { orders, changes, deliveries };
}
