import { OnefnError } from "onefn/provider";
import type { ServeOptions } from "./serve.js";

const TIMES = ["shutdownDelay", "shutdownTimeout", "keepAliveTimeout"] as const;

/** @throws OnefnError ONEFN_INVALID_OPTION for what would be misread, or never come true, in silence. */
export function checkOptions(options: ServeOptions): void {
  const { health, port = process.env.PORT } = options;
  if (port !== undefined && !isPort(`${port}`)) {
    const place = options.port === undefined ? "the variable PORT" : "the option port";
    throw invalid(`${place} is ${port}, and ports are 0 to 65535. Give one, or 0 for a free one.`);
  }
  if (health !== undefined && !health.startsWith("/")) {
    throw invalid(`the option health, "${health}", does not begin with "/". Write "/${health}".`);
  }
  for (const name of TIMES) {
    const time = options[name];
    // A time that is no number fails too.
    if (time !== undefined && !(time >= 0)) {
      throw invalid(`the option ${name} is ${time}. Give milliseconds, 0 or more.`);
    }
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

function invalid(what: string): OnefnError {
  return new OnefnError("ONEFN_INVALID_OPTION", `[onefn/server] serve: ${what}`);
}
