import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";

const processor = new BatchProcessor(EventType.SQS);

export const handler = (event, context) =>
  processPartialResponse(event, (record) => JSON.parse(record.body), processor, { context });
