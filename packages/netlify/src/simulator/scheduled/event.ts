import type { CloudEvent } from "onefn";

/** A request that brings a run or an event. */
export interface NetlifyRequestOptions {
  /** The site's address. Default: `https://simulated.netlify.app`. */
  readonly site?: string | undefined;
}

/** A run of a scheduled function. */
export interface NetlifyScheduleOptions extends NetlifyRequestOptions {
  /** The planned time of the run after this one. Default: in an hour. */
  readonly nextRun?: Date | undefined;
}

const SITE = "https://simulated.netlify.app";
const HOUR = 3_600_000;

/**
 * Builds the request of a scheduled function's run, from the name of its file.
 *
 * @see https://docs.netlify.com/build/functions/scheduled-functions/
 * @example
 * await handler(netlifySchedule("clean-up"));
 * @trigger scheduled-functions
 */
export function netlifySchedule(
  name: string,
  { site = SITE, nextRun = new Date(Date.now() + HOUR) }: NetlifyScheduleOptions = {},
): Request {
  return new Request(new URL(`/.netlify/functions/${encodeURIComponent(name)}`, site), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "Netlify Clockwork",
      "x-nf-event": "schedule",
    },
    body: JSON.stringify({ next_run: nextRun.toISOString() }),
  });
}

/**
 * Builds the request of an event of a deploy or a form, from its name and its payload, or from an event that a handler of
 * any provider received: its data is the payload then.
 *
 * @see https://docs.netlify.com/build/functions/trigger-on-events/
 * @example
 * await handler(netlifyEvent("submission_created", { id: "1", data: { email: "ada@example.com" } }));
 * @trigger platform-events
 */
export function netlifyEvent(
  words: string | CloudEvent,
  payload: Readonly<Record<string, unknown>> = {},
  { site = SITE }: NetlifyRequestOptions = {},
): Request {
  const received = typeof words === "string" ? undefined : words;
  const name = typeof words === "string" ? words : words.type.replace(/^com\.netlify\./, "");
  const own = {
    id: received?.id ?? crypto.randomUUID(),
    created_at: received?.time ?? new Date().toISOString(),
  };
  const content = { ...own, ...Object(received?.data), ...payload };
  return new Request(new URL(`/.netlify/functions/${name}`, site), {
    method: "POST",
    headers: { "content-type": "application/json", "x-netlify-event": name },
    body: JSON.stringify({
      payload: content,
      site: { id: "0d3a9d2f-ef94-4380-93df-27ee400e2048", url: site },
    }),
  });
}
