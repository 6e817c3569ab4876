import { busEventInSns } from "./eventbridge-in-messages.js";
import { s3InSns } from "./s3-in-sns.js";
import { snsMessage } from "./sns.js";
import { snsTopic } from "./sns-topic.js";

/** Amazon SNS for all kinds. What no storage function and no event function takes is an ordinary message. */
export const snsOfAnyKind = { ...snsTopic, readings: [s3InSns, busEventInSns, snsMessage] };
