import { adapt, cronSecret } from "@onefn/vercel/schedule/cron";
import { nightlyReport } from "./functions.js";

export default adapt({ nightlyReport }, { events: { verify: cronSecret() } });
