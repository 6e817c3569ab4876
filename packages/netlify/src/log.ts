import { type LogEntry, toLogJson } from "onefn/provider";

/** One line of JSON; Netlify has no format of its own. */
export function formatLog(entry: LogEntry): string {
  const { time, level, message, fields, functionName, requestId, trace } = entry;
  return toLogJson({
    ...fields,
    timestamp: time.toISOString(),
    level,
    function: functionName,
    requestId,
    ...(trace && { traceId: trace.traceId }),
    message,
  });
}

/** Netlify takes a line's level from the method that wrote it. */
export function writeLog(line: string, { level }: LogEntry): void {
  console[level](line);
}
