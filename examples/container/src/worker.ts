import { SQS } from "@aws-sdk/client-sqs";
import { adapt, poll } from "@onefn/server/poll";
import { sqs } from "@onefn/server/sqs";
import { mails } from "./messages.js";

const { QUEUE_URL: queueUrl = "" } = process.env;

// Region, credentials and a local endpoint come from the environment, as the SDK reads it.
await poll(adapt({ mails }), sqs({ client: new SQS(), queueUrl }), { health: "/healthz" });
