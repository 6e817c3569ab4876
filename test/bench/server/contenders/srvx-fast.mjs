import { FastResponse } from "srvx";
import { fetchHandlers } from "../handlers.mjs";
import { listenOn } from "./srvx.mjs";

/** Its own light Response. */
export function listen(name) {
  return listenOn(fetchHandlers(FastResponse)[name]);
}
