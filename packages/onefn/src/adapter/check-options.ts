import { demand } from "../demand.js";
import type { AdaptOptions } from "./options.js";

/** @throws OnefnError ONEFN_INVALID_OPTION for one that would be left out in silence, or do something else. */
export function checkOptions(
  place: string,
  { margin = 0, basePath = "", trustedProxies = 0, log }: AdaptOptions,
): void {
  const adapt = `[${place}] adapt`;
  demand(Number.isFinite(margin) && margin >= 0, adapt, "margin", "milliseconds, 0 or more");
  demand(
    Number.isInteger(trustedProxies) && trustedProxies >= 0,
    adapt,
    "trustedProxies",
    "a count, 0 or more",
  );
  demand(basePath === "" || /^\//.test(basePath), adapt, "basePath", 'a path that begins with "/"');
  demand(log === undefined || typeof log === "function", adapt, "log", "a function");
}
