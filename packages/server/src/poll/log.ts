import { type AdaptOptions, formatLogLine, type LogEntry } from "onefn/provider";
import type { Polling } from "./source.js";

/** Writes the lines of a poller where its functions' lines go. */
export function loggerOf({ log }: AdaptOptions, place: string): Polling["log"] {
  return (level, message, fields) => {
    const entry: LogEntry = {
      time: new Date(),
      level,
      message,
      fields,
      functionName: place,
      requestId: "",
      trace: undefined,
    };
    const line = formatLogLine(entry);
    if (log) log(line, entry);
    else process.stdout.write(`${line}\n`);
  };
}
