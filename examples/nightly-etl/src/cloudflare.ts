import { adapt } from "@onefn/cloudflare/schedule";
import { nightlyReport } from "./functions.js";

export default adapt({ nightlyReport });
