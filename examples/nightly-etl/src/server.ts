import { adapt, runSchedules } from "@onefn/server/schedule";
import { nightlyReport } from "./functions.js";

await runSchedules(adapt({ nightlyReport }));
