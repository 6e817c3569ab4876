import { adapt } from "@onefn/netlify/schedule/scheduled-functions";
import { nightlyReport } from "./functions.js";

// Netlify lets nobody call a scheduled function by its URL.
export default adapt({ nightlyReport }, { events: { verify: "platform" } });
export const config = { schedule: "15 2 * * *" };
