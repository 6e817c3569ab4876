import { toLambdaHandler } from "srvx/aws-lambda";

export const handler = toLambdaHandler({
  fetch: () => new Response('{"hello":"world"}', { headers: { "content-type": "application/json" } }),
});
