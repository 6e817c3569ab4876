import awsLambdaAdapter from "@hattip/adapter-aws-lambda";
import { fetchHandlers } from "../handlers.mjs";

export function load(job) {
  const handler = fetchHandlers()[job.case];
  return awsLambdaAdapter(({ request }) => handler(request));
}
