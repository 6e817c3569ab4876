import { handleOrder } from "../../orders.mjs";

/** What people write by hand: every key decoded, every failure noticed. */
export const load = () => async (event) => {
  const results = await Promise.allSettled(
    event.Records.map(async ({ s3: { bucket, object } }) => {
      const key = decodeURIComponent(object.key.replaceAll("+", " "));
      await handleOrder({ bucket: bucket.name, key, quantity: object.size });
    }),
  );
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
};
