import { type OnefnError, toLogJson } from "onefn/provider";

/** Writes an error of the server itself, which belongs to no function's log. */
export function logError(error: OnefnError): void {
  const { code, message } = error;
  const line = toLogJson({ code, error, timestamp: new Date().toISOString(), level: "error", message });
  process.stdout.write(`${line}\n`);
}
