import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { handleOrder } from "../../orders.mjs";

const work = (record) => handleOrder(JSON.parse(record.body));

/** One message after the other, by its option. */
export function load() {
  const processor = new BatchProcessor(EventType.SQS);
  return (event, context) =>
    processPartialResponse(event, work, processor, { context, processInParallel: false });
}
