import type { Capabilities } from "onefn/provider";
import {
  createBroker,
  type Expiry,
  type Load,
  type MessageWire,
  type NativeResult,
  type OutgoingMessage,
  type Settlement,
  schema,
} from "onefn/simulator";
import type { HostOptions, RunningServer } from "../host.js";
import { type Answer, asJson } from "../push.js";
import { startReceiver } from "../receiver.js";
import { type DispatchedTask, dispatched, type StoredTask, storeTask } from "./task.js";

/** Where tasks are sent to. */
export interface TasksWay {
  /** The package, for errors. */
  readonly from: string;
  readonly capabilities: Capabilities;
  start(load: Load, options: HostOptions): Promise<RunningServer>;
}

/** Milliseconds: the backoff of a queue by default, which doubles with each attempt. */
const BACKOFF = 100;
const LONGEST_BACKOFF = 3_600_000;

const { integer, literal, object, record, string, union } = schema;

/** Cloud Tasks holds the whole queue back for a `Retry-After`, and for 429 and 503. */
const taskResult: NativeResult = {
  schema: union(
    object({ status: literal(204), headers: record(string()), body: literal("") }),
    object({
      status: integer(400, 500),
      headers: record(string(), /^(?!retry-after$)/),
      body: string(/^[\w ]*$/),
    }),
  ),
  wrong: [
    { status: 302, headers: {}, body: "" },
    { status: 204, headers: {}, body: "ok" },
    { status: 503, headers: {}, body: "" },
    { status: 500, headers: { "retry-after": "30" }, body: "" },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)" },
  ],
};

/** The next attempt begins after it, whether or not the handler of the last one has ended. */
const DISPATCH_DEADLINE: Expiry = {
  of: "dispatch deadline",
  source: "https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks#Task",
};

/** Puts functions behind queues of Cloud Tasks, one task a request. */
export function createTasksWire({ from, capabilities, start }: TasksWay): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger: "cloud-tasks",
    capabilities,
    result: taskResult,
    requests: true,
    expiry: DISPATCH_DEADLINE,
    async deploy(load, options = {}) {
      const { running, invoke } = await startReceiver(load, options, {
        start,
        write: (event) => (isTask(event) ? event : asJson(event)),
      });
      /** Queues that wait for the task that was told to wait. */
      const throttled = new Set<string>();
      return createBroker<OutgoingMessage, StoredTask, DispatchedTask, Answer>({
        trigger: "cloud-tasks",
        from,
        running,
        options,
        batch: 1,
        delay: BACKOFF,
        unordered: true,
        accept(sent, { to, index, count }) {
          const stored = storeTask(`cloud-tasks task ${index + 1} of ${count}`, to, sent);
          return { id: stored.name, stored };
        },
        record: ({ stored, attempt }) =>
          dispatched(stored, { attempt, due: options.clock?.now() ?? Date.now() }),
        event: ([task]) => task,
        invoke,
        settle: (answer, [task]) => settlement(answer, task ?? { place: "", attempt: 1 }, throttled),
        lanes: ({ queue }) => (throttled.has(queue) ? queue : undefined),
      });
    },
  };
}

function settlement(
  answer: Answer,
  { place, attempt }: { readonly place: string; readonly attempt: number },
  throttled: Set<string>,
): Settlement {
  const { status = 0, headers = {} } = answer.nativeResult ?? {};
  const told = { nativeResult: undefined, ...answer };
  throttled.delete(place);
  if (status >= 200 && status < 300) return { fates: ["done"], ...told };
  const backoff = Math.min(BACKOFF * 2 ** (attempt - 1), LONGEST_BACKOFF);
  if (status !== 429 && status !== 503) return { fates: [{ after: backoff }], ...told };
  throttled.add(place);
  const { "retry-after": seconds = 0 } = headers as { readonly "retry-after"?: string };
  return { fates: [{ after: Math.max(Number(seconds) * 1_000, backoff) }], ...told };
}

function isTask(event: unknown): event is DispatchedTask {
  return Object(event).body instanceof Uint8Array;
}
