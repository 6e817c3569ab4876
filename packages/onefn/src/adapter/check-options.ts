import type { OptionChecks } from "../option-checks.js";
import type { AdaptOptions } from "./options.js";

/** The checks of the options that every adapter takes. */
export const ADAPT_OPTIONS = {
  margin: [(value) => Number.isFinite(value) && (value as number) >= 0, "milliseconds, 0 or more"],
  log: [(value) => typeof value === "function", "a function"],
  basePath: [(value) => value === "" || /^\//.test(value as string), 'a path that begins with "/"'],
  trustedProxies: [(value) => Number.isInteger(value) && (value as number) >= 0, "a count, 0 or more"],
} satisfies OptionChecks<AdaptOptions>;
