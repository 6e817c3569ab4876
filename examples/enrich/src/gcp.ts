import { adapt } from "@onefn/gcp/transform/bigquery";
import { clicks } from "./functions.js";

// Rows of BigQuery. Cloud Run lets only the connection's service account through: see the README.
export const handler = adapt(clicks, { events: { verify: "platform" } });
