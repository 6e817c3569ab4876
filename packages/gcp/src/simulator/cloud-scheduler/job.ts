import { Buffer } from "node:buffer";
import type { Tick } from "onefn";

/** The request of one run of a job. */
export interface DispatchedJob {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A run of a job. */
export interface JobWords {
  /** The name of the job. Default: `nightly`. */
  readonly job?: string;
  /** The planned time. Default: now. Null: the run was started by hand, and none is sent. */
  readonly scheduledAt?: Date | null;
  /** The body that is configured for the job. Default: none. */
  readonly body?: string;
  /** Its content type. Default: `application/octet-stream`, as Cloud Scheduler sends it. */
  readonly contentType?: string;
}

/**
 * Builds the request by which Cloud Scheduler runs a job. A portable tick keeps its planned time.
 *
 * @see https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs#HttpTarget
 * @example
 * await fetch(url, { method: "POST", ...cloudScheduler({ job: "nightly" }) });
 * @trigger cloud-scheduler
 */
export function cloudScheduler(words: JobWords | Tick = {}): DispatchedJob {
  const isTick = "specversion" in words;
  const { scheduledAt = isTick ? null : new Date() } = words;
  const { job = "nightly", body = "", contentType = "application/octet-stream" } = isTick ? {} : words;
  return {
    headers: {
      "user-agent": "Google-Cloud-Scheduler",
      "content-type": contentType,
      "x-cloudscheduler": "true",
      "x-cloudscheduler-jobname": job,
      ...(scheduledAt && { "x-cloudscheduler-scheduletime": withOffset(scheduledAt) }),
    },
    body: new Uint8Array(Buffer.from(body)),
  };
}

/** RFC 3339 in the zone of the job: here one that is two hours ahead. */
function withOffset(at: Date): string {
  return new Date(at.getTime() + 7_200_000).toISOString().replace("Z", "+02:00");
}
