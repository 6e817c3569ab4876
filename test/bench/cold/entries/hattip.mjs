import awsLambdaAdapter from "@hattip/adapter-aws-lambda";

export const handler = awsLambdaAdapter(
  () => new Response('{"hello":"world"}', { headers: { "content-type": "application/json" } }),
);
