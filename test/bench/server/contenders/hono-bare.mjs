import { createAdaptorServer } from "@hono/node-server";
import { fetchHandlers } from "../handlers.mjs";
import { listening } from "./raw.mjs";

/** Hono's adapter alone, under a bare Fetch handler; it replaces the global Response by a light one. */
export function listen(name) {
  return listening(createAdaptorServer({ fetch: fetchHandlers()[name] }));
}
