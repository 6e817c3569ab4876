import { adapt } from "@onefn/aws/http/api-gateway-v2";
import { http } from "onefn";

export const handler = adapt(
  http(() => new Response('{"hello":"world"}', { headers: { "content-type": "application/json" } })),
);
