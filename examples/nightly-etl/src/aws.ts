import { adapt } from "@onefn/aws/schedule/eventbridge";
import { nightlyReport } from "./functions.js";

export const handler = adapt({ nightlyReport });
