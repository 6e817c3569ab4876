import { adapt } from "@onefn/gcp";
import { http } from "onefn";
import { fetchHandlers } from "../../server/handlers.mjs";
import { serve } from "./raw.mjs";

/** The Response of the platform, as any Fetch handler writes it. */
export function listen(name) {
  return serve(adapt(http(fetchHandlers()[name])));
}
