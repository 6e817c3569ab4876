/** How many orders were handled: proof that every message reached the handler. */
export const handled = { count: 0, quantity: 0 };

/** The work for one message, the same for every contender: asynchronous, and next to nothing. */
export async function handleOrder(order) {
  handled.count++;
  if (order.fails) throw new Error("out of stock");
  handled.quantity += order.quantity;
}

/** An order as JSON; every tenth fails in its handler when `failures` is set. */
export function orderText(index, failures = false) {
  return JSON.stringify({
    id: `order-${index}`,
    sku: `sku-${index % 100}`,
    quantity: 1 + (index % 5),
    customer: { name: "Zoë Müller", city: "Köln", email: "zoe@example.com" },
    fails: failures && index % 10 === 3,
  });
}
