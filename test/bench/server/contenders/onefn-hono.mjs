import "onefn/fast";
import { http } from "onefn";
import { app } from "../hono-app.mjs";
import { listenOn } from "./onefn.mjs";

/** The same Hono application that its own adapter runs. */
export function listen() {
  return listenOn(http(app.fetch));
}
