import { toLambdaHandler } from "srvx/aws-lambda";
import { fetchHandlers } from "../handlers.mjs";

export const load = (job) => toLambdaHandler({ fetch: fetchHandlers()[job.case] });
