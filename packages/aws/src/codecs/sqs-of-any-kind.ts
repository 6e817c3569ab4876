import { busEventInSqs } from "./eventbridge-in-messages.js";
import { s3InSqs } from "./s3-in-sqs.js";
import { sqsMessage } from "./sqs.js";
import { sqsQueue } from "./sqs-queue.js";

/** Amazon SQS for all kinds. What no storage function and no event function takes is an ordinary message. */
export const sqsOfAnyKind = { ...sqsQueue, readings: [s3InSqs, busEventInSqs, sqsMessage] };
