import { adapt } from "@onefn/aws";
import { http, json } from "onefn";

export const handler = adapt(http(() => json({ hello: "world" })));
