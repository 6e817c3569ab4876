import { checkOptions, demand, type OptionCheck, type OptionChecks } from "onefn/provider";
import type { ServeOptions } from "./serve.js";

const SERVE = "[onefn/server] serve";

const MILLISECONDS: OptionCheck = [
  (value) => typeof value === "number" && value >= 0,
  "milliseconds, 0 or more",
];

const SERVE_OPTIONS = {
  port: [isPort, "0 to 65535, where 0 takes a free one"],
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
  const { PORT } = process.env;
  if (options.port !== undefined || PORT === undefined) return;
  demand(isPort(PORT), SERVE, `the variable PORT (${PORT})`, SERVE_OPTIONS.port[1]);
}

function isPort(port: unknown): boolean {
  return /^\d{1,5}$/.test(`${port}`) && Number(port) <= 65_535;
}
