import { http } from "onefn";
import { fetchHandlers } from "../handlers.mjs";
import { listenOn } from "./onefn.mjs";

/** The Response of the platform. */
export function listen(name) {
  return listenOn(http(fetchHandlers()[name]));
}
