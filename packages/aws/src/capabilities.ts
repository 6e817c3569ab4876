import type { Capabilities } from "onefn/provider";
import { documentdb } from "./capabilities/documentdb.js";
import { dynamodb } from "./capabilities/dynamodb.js";
import { eventbridge } from "./capabilities/eventbridge.js";
import { firehose } from "./capabilities/firehose.js";
import { http } from "./capabilities/http.js";
import { identity } from "./capabilities/identity.js";
import { kafka } from "./capabilities/kafka.js";
import { kinesis } from "./capabilities/kinesis.js";
import { logs } from "./capabilities/logs.js";
import { mq } from "./capabilities/mq.js";
import { redshift } from "./capabilities/redshift.js";
import { s3 } from "./capabilities/s3.js";
import { schedules } from "./capabilities/schedules.js";
import { sns } from "./capabilities/sns.js";
import { sqs } from "./capabilities/sqs.js";
import { tasks } from "./capabilities/tasks.js";

/** What each wire of Lambda can do, by the contract's names. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  ...http,
  ...sqs,
  ...kinesis,
  ...kafka,
  ...sns,
  ...mq,
  ...s3,
  ...dynamodb,
  ...eventbridge,
  ...documentdb,
  ...schedules,
  ...logs,
  ...tasks,
  ...firehose,
  ...redshift,
  ...identity,
};
