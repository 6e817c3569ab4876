import "onefn/fast";
import { adapt } from "@onefn/gcp";
import { http } from "onefn";
import { app } from "../../server/hono-app.mjs";
import { serve } from "./raw.mjs";

/** An unmodified Hono application. */
export function listen() {
  return serve(adapt(http(app.fetch)));
}
