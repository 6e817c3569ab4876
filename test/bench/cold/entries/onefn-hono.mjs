import "onefn/fast";
import { adapt } from "@onefn/aws/http/api-gateway-v2";
import { Hono } from "hono";
import { http } from "onefn";

const app = new Hono().get("/hello", (c) => c.json({ hello: "world" }));

export const handler = adapt(http(app.fetch));
