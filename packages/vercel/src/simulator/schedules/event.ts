import { Buffer } from "node:buffer";
import type { Tick } from "onefn";

/** A request of a cron job. */
export interface VercelCronOptions {
  /** The value of CRON_SECRET, which Vercel sends. Default: that of the variable; none if it is not set. */
  readonly secret?: string | undefined;
  /** The URL of the job. Default: `https://simulated.vercel.app/api/cron`. */
  readonly url?: string | undefined;
}

/** The headers of a cron job's request. */
export function cronHeaders(
  cron: string,
  secret: string | undefined = process.env.CRON_SECRET,
): Readonly<Record<string, string>> {
  return {
    "user-agent": "vercel-cron/1.0",
    "x-vercel-cron-schedule": cron,
    ...(secret && { authorization: `Bearer ${secret}` }),
  };
}

/**
 * Builds the request of a cron job, from an expression or from a tick that a handler of any provider received. A tick
 * without an expression gets `* * * * *`.
 *
 * @see https://vercel.com/docs/cron-jobs
 * @example
 * await adapted.fetch(vercelCron("30 3 * * *", { secret: "a secret" }));
 * @trigger cron
 */
export function vercelCron(
  words: string | Tick,
  { secret, url = "https://simulated.vercel.app/api/cron" }: VercelCronOptions = {},
): Request {
  const expression = typeof words === "string" ? words : (words.cron ?? "* * * * *");
  return new Request(url, { headers: cronHeaders(expression, secret) });
}

/** A dispatch of Vercel Schedules. */
export interface VercelScheduleOptions {
  /** Default: now. */
  readonly scheduledAt?: Date | undefined;
  /** The payload that the schedule is configured with. Default: none. */
  readonly payload?: unknown;
  /** The URL of the function. Default: `https://simulated.vercel.app/api/schedules`. */
  readonly url?: string | undefined;
}

/** The headers of a dispatch. */
export function dispatchHeaders(name: string, at: Date): Readonly<Record<string, string>> {
  const id = `sch_${Buffer.from(name).toString("hex")}`;
  return {
    "ce-specversion": "1.0",
    "ce-type": "com.vercel.schedule.v1beta",
    "ce-source": `/schedule/default/${encodeURIComponent(name)}`,
    "ce-id": `${id}:${at.getTime()}`,
    "ce-time": new Date().toISOString(),
    "ce-vssscheduleid": id,
    "ce-vssschedulename": name,
    "ce-vssnamespace": "default",
    "ce-vssscheduledat": at.toISOString(),
    "ce-vssschedulesource": "static",
  };
}

/**
 * Builds the request of a schedule of Vercel Schedules, from its name or from a tick that a handler of any provider
 * received, whose subject is the name.
 *
 * @see https://vercel.com/docs/schedules
 * @example
 * await adapted.fetch(vercelSchedule("clean-up", { scheduledAt: new Date("2026-03-01T03:30:00Z") }));
 * @trigger schedules
 */
export function vercelSchedule(
  words: string | Tick,
  { scheduledAt, payload, url = "https://simulated.vercel.app/api/schedules" }: VercelScheduleOptions = {},
): Request {
  const tick = typeof words === "string" ? undefined : words;
  const name = typeof words === "string" ? words : (words.subject ?? "schedule");
  const body = payload ?? tick?.data;
  return new Request(url, {
    method: "POST",
    headers: {
      ...dispatchHeaders(name, scheduledAt ?? tick?.scheduledAt ?? new Date()),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
