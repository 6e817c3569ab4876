import { adapt } from "@onefn/aws";
import { changes, deliveries, orders } from "./functions.js";

// One entry for every source: SQS, SNS, Kinesis, Kafka, ActiveMQ, RabbitMQ, DynamoDB Streams and S3.
export const handler = adapt({ orders, changes, deliveries });
