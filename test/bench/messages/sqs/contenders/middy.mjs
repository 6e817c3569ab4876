import middy from "@middy/core";
import sqsPartialBatchFailure from "@middy/sqs-partial-batch-failure";
import { handleOrder } from "../../orders.mjs";

/** It settles a batch by what `Promise.allSettled` gives; decoding is the handler's. */
export const load = () =>
  middy()
    .use(sqsPartialBatchFailure())
    .handler((event) =>
      Promise.allSettled(event.Records.map(async (record) => handleOrder(JSON.parse(record.body)))),
    );
