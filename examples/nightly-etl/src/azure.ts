import { register, timer } from "@onefn/azure/register";
import { nightlyReport } from "./functions.js";

register("nightlyReport", nightlyReport, timer());
