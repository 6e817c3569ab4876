import { createStock } from "./stock.js";
import { functionsOf } from "./warehouse.js";

/** The warehouse of this process. */
export const stock = createStock();

export const { orders, changes, deliveries } = functionsOf(stock);

/** The samples with which `onefn dev` fills its forms. */
export const samples = {
  orders: { id: "1", sku: "apples", quantity: 3 },
  changes: { operation: "update", key: { sku: "pears" }, before: { left: 0 }, after: { left: 5 } },
  deliveries: "apples/500.csv",
};
