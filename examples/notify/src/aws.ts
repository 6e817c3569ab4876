import { adapt } from "@onefn/aws";
import { fanOut, webhooks } from "./functions.js";
import { sendTo } from "./queue.js";
import { sqs } from "./sqs.js";

sendTo(sqs(process.env.QUEUE_URL));

// Events from a rule of EventBridge, and messages from SQS.
export const handler = adapt({ fanOut, webhooks });
