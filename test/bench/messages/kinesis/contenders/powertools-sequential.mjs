import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { handleOrder } from "../../orders.mjs";

const work = ({ kinesis }) => handleOrder(JSON.parse(Buffer.from(kinesis.data, "base64").toString()));

/** One record after the other, by its option. */
export function load() {
  const processor = new BatchProcessor(EventType.KinesisDataStreams);
  return (event, context) =>
    processPartialResponse(event, work, processor, { context, processInParallel: false });
}
