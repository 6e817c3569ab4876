import type { LogEntry } from "onefn/provider";

/** Netlify takes a line's level from the method that wrote it. */
export function writeLog(line: string, { level }: LogEntry): void {
  console[level](line);
}
