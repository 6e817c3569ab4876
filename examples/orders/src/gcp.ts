import { adapt } from "@onefn/gcp";
import { orders } from "./functions.js";

// Messages of Pub/Sub, wrapped or not, and tasks. Cloud Run lets only their service accounts through: see the README.
export const handler = adapt(orders, { events: { verify: "platform" } });
