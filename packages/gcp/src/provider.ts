import { defineProvider, type LogEntry, toLogJson } from "onefn/provider";
import type { FrameworkCall } from "./framework-call.js";
import { GCP_OPTIONS } from "./options.js";
import type { GcpPlatform } from "./platform.js";

const SEVERITY = { debug: "DEBUG", info: "INFO", warn: "WARNING", error: "ERROR" } as const;

/** Google Cloud: its name and its log lines. Codecs read what the context of a call says. */
export const gcp = defineProvider<undefined>({
  name: "gcp",
  runtime: "node",
  context: {},
  platform: (call): GcpPlatform => {
    const { request, response } = call as FrameworkCall;
    return { request, response };
  },
  /** @see https://cloud.google.com/logging/docs/structured-logging#special-payload-fields */
  formatLog: ({ time, level, message, fields, requestId, trace }) =>
    toLogJson(
      fields,
      {
        severity: SEVERITY[level],
        message,
        time: time.toISOString(),
        // As the framework labels what is written by console, where it is told to.
        "logging.googleapis.com/labels": { execution_id: requestId },
      },
      trace && traceFields(trace),
    ),
  writeLog: (line) => void process.stdout.write(`${line}\n`),
  logLevel: () => process.env.LOG_LEVEL,
  telltale(native) {
    const { type, eventType = type } = Object(native) as Readonly<Record<string, unknown>>;
    return typeof eventType === "string" && GOOGLE_EVENT.test(eventType) ? eventType : undefined;
  },
  options: GCP_OPTIONS,
});

/** Types of events that Google made up; others' are theirs to choose. */
const GOOGLE_EVENT = /^(?:google\.|providers\/)[\w./]{1,80}$/;

function traceFields({ traceId, parentId, sampled }: NonNullable<LogEntry["trace"]>) {
  const project = process.env.GOOGLE_CLOUD_PROJECT;
  return {
    // On Google's own runtimes the id alone is completed by the logging agent, which knows the project.
    "logging.googleapis.com/trace": project ? `projects/${project}/traces/${traceId}` : traceId,
    "logging.googleapis.com/spanId": parentId,
    "logging.googleapis.com/trace_sampled": sampled,
  };
}
