import { adapt } from "@onefn/gcp/task";
import { order, payment, refund, shipping } from "./functions.js";

// Each task has a path: /order, /payment, /shipping, /refund. Cloud Run lets only the workflow's service account through.
export const handler = adapt({ order, payment, shipping, refund }, { events: { verify: "platform" } });
