import { adapt } from "@onefn/gcp";
import { fanOut, webhooks } from "./functions.js";
import { pubsub } from "./pubsub.js";
import { sendTo } from "./queue.js";

sendTo(pubsub(process.env.TOPIC));

// Events of Eventarc, and messages of Pub/Sub. Cloud Run lets only their service accounts through: see the README.
export const handler = adapt({ fanOut, webhooks }, { events: { verify: "platform" } });
