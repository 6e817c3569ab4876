import type { LogEntry, OnefnError } from "onefn/provider";
import { server } from "./provider.js";

/** Writes an error of the server itself, which belongs to no function's log. */
export function logError(error: OnefnError): void {
  const entry: LogEntry = {
    time: new Date(),
    level: "error",
    message: error.message,
    fields: { code: error.code, error },
    functionName: "server",
    requestId: "",
    trace: undefined,
  };
  server.writeLog(server.formatLog(entry), entry);
}
