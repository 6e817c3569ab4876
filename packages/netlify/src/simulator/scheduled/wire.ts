import {
  createBroker,
  createClock,
  createSchedules,
  type OutgoingTick,
  type ScheduleWire,
  scheduleNamed,
  type WrittenRequest,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { NetlifyHost } from "../host.js";
import { newId } from "../network.js";
import { answerTo, emptyAnswer, type PostedAnswer, settleOnly, startPosting } from "../posted.js";
import { netlifySchedule } from "./event.js";

const TRIGGER = "scheduled-functions";
/** Milliseconds. */
const TIMEOUT = 30_000;

/** A run that is due. */
interface Due {
  /** The id of its request, which handlers see. */
  readonly id: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Connects a host's functions to Netlify's schedules. A place is the name of a function's file. */
export function createScheduledWire(host: NetlifyHost): ScheduleWire {
  return {
    kind: "schedule",
    shape: "records",
    trigger: TRIGGER,
    capabilities: capabilities[TRIGGER] ?? {},
    result: emptyAnswer,
    requests: true,
    async deploy(load, options = {}) {
      const { adapt, timeout = TIMEOUT, clock = createClock() } = options;
      const { running, path } = await startPosting(host, load, adapt);
      const broker = createBroker<OutgoingTick, Due, Due, PostedAnswer>({
        trigger: TRIGGER,
        from: "onefn/netlify",
        running,
        options: { ...options, clock },
        batch: 1,
        attempts: 1,
        delay: 0,
        place: (to) => scheduleNamed(load, to),
        accept({ scheduledAt }, { to, now }) {
          const request = netlifySchedule(to, { nextRun: new Date(now) });
          const at = scheduledAt?.getTime() ?? now;
          const stored: Due = {
            id: `${newId()}-${at}-${newId()}`,
            path: new URL(request.url).pathname,
            headers: Object.fromEntries(request.headers),
            body: JSON.stringify({ next_run: new Date(now).toISOString() }),
          };
          return { id: stored.id, stored };
        },
        record: ({ stored }) => stored,
        event: ([due]) => due,
        async invoke(event, [delivery], _, rewrite) {
          const written = writtenOf(event, path ?? delivery?.stored.path ?? "/");
          return answerTo(running, rewrite?.(written) ?? written, delivery?.id ?? newId(), timeout);
        },
        settle: settleOnly,
      });
      return createSchedules(broker, { load, clock });
    },
  };
}

/** What takes the place of a run, and is none, is sent as JSON. */
function writtenOf(event: unknown, path: string): WrittenRequest {
  const { headers, body } = Object(event) as Partial<Due>;
  if (headers?.["x-nf-event"] === "schedule" && typeof body === "string" && body !== "")
    return { path, headers, body };
  const type = { "content-type": "application/octet-stream" };
  return { path, headers: type, body: JSON.stringify(event) ?? "" };
}
