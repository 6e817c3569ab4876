import { demand } from "onefn/provider";
import type { ServeOptions } from "./serve.js";

const SERVE = "[onefn/server] serve";
const TIMES = ["shutdownDelay", "shutdownTimeout", "keepAliveTimeout"] as const;

/** @throws OnefnError ONEFN_INVALID_OPTION for what would be misread, or never come true, in silence. */
export function checkOptions(options: ServeOptions): void {
  const { health = "/", port = process.env.PORT ?? 0 } = options;
  const what = options.port === undefined ? "the variable PORT" : "port";
  demand(isPort(`${port}`), SERVE, `${what} (${port})`, "0 to 65535, where 0 takes a free one");
  demand(health.startsWith("/"), SERVE, `health (${health})`, 'a path that begins with "/"');
  for (const name of TIMES) {
    const { [name]: time = 0 } = options;
    demand(time >= 0, SERVE, `${name} (${time})`, "milliseconds, 0 or more");
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}
