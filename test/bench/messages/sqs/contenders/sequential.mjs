import { handleOrder } from "../../orders.mjs";

/** The loop that people write by hand. */
export const load = () => async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      await handleOrder(JSON.parse(record.body));
    } catch (error) {
      console.error(record.messageId, error);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};
