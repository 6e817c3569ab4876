import "onefn/fast";
import { adapt } from "@onefn/azure";
import { http } from "onefn";
import { app } from "../../server/hono-app.mjs";

/** An unmodified Hono application. */
export function load() {
  return adapt(http(app.fetch), { basePath: "/api" });
}
