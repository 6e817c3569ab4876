import { handleOrder } from "../../orders.mjs";

/** The same by hand, all messages at once. */
export const load = () => async (messages) => {
  await Promise.all(messages.map(async (message) => handleOrder(JSON.parse(message.toString()))));
};
