import { handleOrder } from "../../orders.mjs";

/** The loop that people write by hand. It stops at the first failure, from which the shard is delivered again. */
export const load = () => async (event) => {
  for (const { kinesis } of event.Records) {
    try {
      await handleOrder(JSON.parse(Buffer.from(kinesis.data, "base64").toString()));
    } catch (error) {
      console.error(kinesis.sequenceNumber, error);
      return { batchItemFailures: [{ itemIdentifier: kinesis.sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
};
