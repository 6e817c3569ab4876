import { createAdaptorServer } from "@hono/node-server";
import { app } from "../hono-app.mjs";
import { listening } from "./raw.mjs";

/** Hono with its own adapter. */
export function listen() {
  return listening(createAdaptorServer({ fetch: app.fetch }));
}
