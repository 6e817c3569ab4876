import { handleOrder } from "../../orders.mjs";

/** The loop that people write by hand. */
export const load = () => async (messages) => {
  for (const message of messages) await handleOrder(JSON.parse(message.toString()));
};
