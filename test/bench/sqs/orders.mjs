/** How many orders were handled: proof that every message reached the handler. */
export const handled = { count: 0, quantity: 0 };

/** The work for one message, the same for every contender: asynchronous, and next to nothing. */
export async function handleOrder(order) {
  handled.count++;
  if (order.fails) throw new Error("out of stock");
  handled.quantity += order.quantity;
}
