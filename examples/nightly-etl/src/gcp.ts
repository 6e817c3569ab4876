import { adapt } from "@onefn/gcp/schedule/cloud-scheduler";
import { nightlyReport } from "./functions.js";

// Cloud Run lets only the job's service account through: see the README.
export const handler = adapt({ nightlyReport }, { events: { verify: "platform" } });
