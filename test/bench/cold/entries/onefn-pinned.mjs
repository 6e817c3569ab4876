import { adapt } from "@onefn/aws/http/api-gateway-v2";
import { http, json } from "onefn";

export const handler = adapt(http(() => json({ hello: "world" })));
