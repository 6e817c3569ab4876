/**
 * The onefn command, for programs that run it themselves.
 * @packageDocumentation
 */
export { type DevOptions, type DevServer, startDev } from "./dev/start.js";
export { run } from "./run.js";
