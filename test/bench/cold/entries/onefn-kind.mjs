import { adapt } from "@onefn/aws/http";
import { http, json } from "onefn";

export const handler = adapt(http(() => json({ hello: "world" })));
