import { TaskError, task } from "onefn";
import { z } from "zod";
import { pay, payBack } from "./bank.js";

const PRICES = new Map([
  ["tea", 4],
  ["pot", 30],
]);
const COUNTRIES = ["DE", "FR", "IT"];

const Items = z.array(z.object({ sku: z.string(), count: z.int().positive() })).min(1);
const Order = z.object({ id: z.string(), items: Items });
const Payment = z.object({ order: z.string(), card: z.string(), amount: z.number().positive() });
const Shipping = z.object({ order: z.string(), items: Items, country: z.string() });

// Engines repeat calls whose answers were lost. Each task can be repeated: the order's id is the key of all it does.

export const order = task({ input: Order, output: z.object({ total: z.number() }) }, ({ items }) => {
  let total = 0;
  for (const { sku, count } of items) {
    const price = PRICES.get(sku);
    if (price === undefined) throw new TaskError("SoldOut", "An item is sold out.");
    total += price * count;
  }
  return { total };
});

export const payment = task(
  { input: Payment, output: z.object({ payment: z.string() }) },
  ({ order, card, amount }) => {
    if (!pay(order, card, amount)) throw new TaskError("CardDeclined", "The card was declined.");
    return { payment: order };
  },
);

export const shipping = task(
  { input: Shipping, output: z.object({ parcel: z.string() }) },
  ({ order, country }) => {
    if (!COUNTRIES.includes(country))
      throw new TaskError("CannotDeliver", "Nobody delivers to this country.");
    return { parcel: `parcel-${order}` };
  },
);

/** Undoes a payment. */
export const refund = task(
  { input: z.object({ payment: z.string() }), output: z.object({ refunded: z.number() }) },
  ({ payment }) => {
    const refunded = payBack(payment);
    if (refunded === undefined) throw new TaskError("NoSuchPayment", "There is no such payment.");
    return { refunded };
  },
);
