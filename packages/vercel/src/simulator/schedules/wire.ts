import {
  createBroker,
  createClock,
  createSchedules,
  cronNamed,
  type Load,
  type NativeResult,
  type OutgoingTick,
  type ScheduleWire,
  scheduleNamed,
  schema,
  type WrittenRequest,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { VercelOptions } from "../../options.js";
import type { VercelHost } from "../host.js";
import { type Answered, CHECKED, pathOf, post } from "../post.js";
import { newId } from "../proxy.js";
import { cronHeaders, dispatchHeaders } from "./event.js";

/** Milliseconds. Vercel's default is 300 s; less is enough here. */
const DEFAULT_TIMEOUT = 30_000;

const { integer, literal, object, record, string, union } = schema;

/** A run is answered without a body, or fails with a plain text. */
const result: NativeResult = {
  schema: union(
    object({ status: literal(204), headers: record(string()), body: literal("") }),
    object({ status: integer(400, 599), headers: record(string()), body: string(/^[\w \n]*$/) }),
  ),
  wrong: [
    { status: 204, headers: {}, body: "ok" },
    { status: 302, headers: {}, body: "" },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)" },
  ],
};

/** A run that is due. */
interface Due {
  /** The id that handlers see. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How one kind of schedule differs from another. */
interface Way {
  readonly trigger: "cron" | "schedules";
  /** What Vercel calls the schedule of a function, given its name or its expression. */
  place(load: Load, to: string): string;
  due(place: string, at: Date): Due;
}

/** Puts functions behind cron jobs, each of which calls the path that `vercel.json` names. */
export function createCronWire(host: VercelHost): ScheduleWire {
  return createScheduleWire(host, {
    trigger: "cron",
    place: cronNamed,
    due: (cron, at) => ({ id: newId(at.getTime()), headers: cronHeaders(numbered(cron)) }),
  });
}

/** Puts functions behind Vercel Schedules, which know names. */
export function createSchedulesWire(host: VercelHost): ScheduleWire {
  return createScheduleWire(host, {
    trigger: "schedules",
    place: scheduleNamed,
    due(name, at) {
      const headers = dispatchHeaders(name, at);
      return { id: headers["ce-id"] ?? "", headers };
    },
  });
}

function createScheduleWire(host: VercelHost, { trigger, place, due }: Way): ScheduleWire {
  return {
    kind: "schedule",
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result,
    requests: true,
    async deploy(load, options = {}) {
      const { adapt, timeout = DEFAULT_TIMEOUT, clock = createClock() } = options;
      const given: VercelOptions = {
        ...ofTrigger(trigger),
        timers: { ...globalThis, Date: clock },
        ...adapt,
      };
      const running = await host.start(load, { runtime: "node", adapt: given });
      const path = pathOf(load, given, `/api/${trigger}`);
      const broker = createBroker<OutgoingTick, Due, Due, RunAnswer>({
        trigger,
        from: "onefn/vercel",
        running,
        options: { ...options, clock },
        batch: 1,
        attempts: 1,
        delay: 0,
        place: (to) => place(load, to),
        accept({ scheduledAt }, { to, now }) {
          const stored = due(to, scheduledAt ?? new Date(now));
          return { id: stored.id, stored };
        },
        record: ({ stored }) => stored,
        event: ([stored]) => stored,
        async invoke(event, [delivery], _, rewrite) {
          const written: WrittenRequest = { path: path(), ...writtenOf(event) };
          try {
            const sent = rewrite?.(written) ?? written;
            return { nativeResult: await post(running, sent, { timeout, id: delivery?.stored.id }) };
          } catch (error) {
            return { error };
          }
        },
        settle: (answer) => ({
          fates: [answer.nativeResult?.status === 204 ? "done" : "dead"],
          nativeResult: undefined,
          ...answer,
        }),
      });
      return createSchedules(broker, { load, clock });
    },
  };
}

/** What takes the place of a run, and is none, is sent as JSON. */
function writtenOf(event: unknown): Pick<WrittenRequest, "headers" | "body"> {
  const { headers } = Object(event) as Partial<Due>;
  if (headers && Object.values(headers).every((value) => typeof value === "string" && value !== ""))
    return { headers, body: "" };
  return { headers: { "content-type": "application/octet-stream" }, body: JSON.stringify(event) ?? "" };
}

/** What came back for a run. */
interface RunAnswer {
  readonly nativeResult?: Answered;
  readonly error?: unknown;
}

/** Only schedules can run in time zones, so that a deployment has to say that it has no cron jobs. */
function ofTrigger(trigger: Way["trigger"]): VercelOptions {
  return trigger === "cron" ? CHECKED : { events: { verify: "platform", triggers: [trigger] } };
}

/** Vercel knows days of the week by number only. */
function numbered(cron: string): string {
  const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
  return days.reduce((expression, day, number) => expression.replaceAll(day, `${number}`), cron);
}
