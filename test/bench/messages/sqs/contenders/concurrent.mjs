import { handleOrder } from "../../orders.mjs";

/** The same by hand, all messages at once. */
export const load = () => async (event) => {
  const batchItemFailures = [];
  await Promise.all(
    event.Records.map(async (record) => {
      try {
        await handleOrder(JSON.parse(record.body));
      } catch (error) {
        console.error(record.messageId, error);
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }),
  );
  return { batchItemFailures };
};
