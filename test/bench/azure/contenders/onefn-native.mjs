import { adapt } from "@onefn/azure";
import { http } from "onefn";
import { fetchHandlers } from "../../server/handlers.mjs";

/** The Response of the platform, as any Fetch handler writes it. */
export function load(name) {
  return adapt(http(fetchHandlers()[name]));
}
