import { checkOption, checkOptions, type OptionCheck, type OptionChecks } from "onefn/provider";
import type { ServeOptions } from "./serve.js";

const SERVE = "[onefn/server] serve";

/** A time of at least 0. */
export const MILLISECONDS: OptionCheck = [
  (value) => typeof value === "number" && value >= 0,
  "milliseconds, 0 or more",
];

/** A port to listen on. */
export const PORT: OptionCheck = [isPort, "0 to 65535, where 0 takes a free one"];

const SERVE_OPTIONS = {
  port: PORT,
  hostname: [(value) => typeof value === "string", "the address to listen on"],
  health: [(value) => /^\//.test(value as string), 'a path that begins with "/"'],
  signals: [(value) => typeof value === "boolean", "true or false"],
  shutdownDelay: MILLISECONDS,
  shutdownTimeout: MILLISECONDS,
  keepAliveTimeout: MILLISECONDS,
} satisfies OptionChecks<ServeOptions>;

/** @throws OnefnError ONEFN_INVALID_OPTION for what would be misread, or never come true, in silence. */
export function checkServe(options: ServeOptions): void {
  checkOptions(SERVE, options, SERVE_OPTIONS);
  const { PORT: port } = process.env;
  if (options.port !== undefined || port === undefined) return;
  checkOption(isPort(port), SERVE, `the variable PORT (${port})`, PORT[1]);
}

function isPort(port: unknown): boolean {
  return /^\d{1,5}$/.test(`${port}`) && Number(port) <= 65_535;
}
