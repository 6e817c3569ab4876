import type { Capabilities } from "onefn/provider";
import {
  createBroker,
  type Fate,
  type Load,
  type MessageWire,
  type NativeResult,
  type OutgoingMessage,
  schema,
  type WrittenRequest,
} from "onefn/simulator";
import { inStructuredMode } from "../cloudevents/modes.js";
import type { HostOptions, RunningServer } from "../host.js";
import { type Answer, asJson } from "../push.js";
import { startReceiver } from "../receiver.js";
import { type DaprBulkMessage, type DaprMessage, inBulk, published } from "./event.js";

/** How Dapr sends: one message a request, or several. */
export interface DaprWay {
  readonly trigger: "dapr" | "dapr-bulk";
  readonly capabilities: Capabilities;
  start(load: Load, options: HostOptions): Promise<RunningServer>;
}

const { integer, literal, object, record, string, union } = schema;

const STATUS = '"status":"(?:SUCCESS|RETRY|DROP)"';
const ONE = new RegExp(`^\\{${STATUS}\\}$`);
const BULK = new RegExp(`^\\{"statuses":\\[(?:\\{"entryId":"[^"]+",${STATUS}\\},?)*\\]\\}$`);

/** A 2xx without a known status acknowledges one message, or has an entry sent again: neither was said. */
const resultOf = (body: RegExp, other: string): NativeResult => ({
  schema: union(
    object({ status: literal(200), headers: record(string()), body: string(body) }),
    object({ status: integer(400, 599), headers: record(string()), body: string(/^[\w ]*$/) }),
  ),
  wrong: [
    { status: 204, headers: {}, body: "" },
    { status: 200, headers: {}, body: "" },
    { status: 200, headers: {}, body: '{"status":"OK"}' },
    { status: 200, headers: {}, body: other },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)" },
  ],
});

const FATES: Readonly<Record<string, Fate>> = { SUCCESS: "done", RETRY: "again", DROP: "dead" };

/** Milliseconds until the sidecar tries again, by its resiliency policy. */
const BACKOFF = 1000;

/** Puts functions behind topics of Dapr, to which its own resources subscribe. */
export function createDaprWire(way: DaprWay): MessageWire {
  const { trigger, capabilities, start } = way;
  const isBulk = trigger === "dapr-bulk";
  return {
    kind: "message",
    shape: "records",
    trigger,
    capabilities,
    result: isBulk ? resultOf(BULK, '{"status":"SUCCESS"}') : resultOf(ONE, '{"statuses":[]}'),
    requests: true,
    async deploy(load, options = {}) {
      const { timeout: patience } = options;
      const { running, invoke } = await startReceiver(load, options, { start, write, patience });
      let sent: DaprBulkMessage | undefined;
      return createBroker<OutgoingMessage, DaprMessage, DaprMessage, Answer>({
        trigger,
        from: "onefn/server",
        running,
        options,
        ...(!isBulk && { batch: 1, unordered: true }),
        delay: BACKOFF,
        // A bulk is of one topic.
        onePlace: true,
        accept(message, { to, index, count, now }) {
          const place = `${trigger} message ${index + 1} of ${count}`;
          const stored = published(place, message, { topic: to }, { time: now });
          return { id: stored.id, stored };
        },
        record: ({ stored, place }) => ({ ...stored, topic: place }),
        event(messages) {
          sent = isBulk ? inBulk(messages) : undefined;
          return sent ?? messages[0];
        },
        invoke,
        settle: (answer, { length }) => ({
          fates: sent ? bulkFates(answer, sent) : new Array<Fate>(length).fill(fateOf(answer)),
          nativeResult: undefined,
          ...answer,
        }),
        dead: (place) => `${place}-dead`,
      });
    },
  };
}

/** A message without a status is done, and one with an unknown status is not. What is answered 404 is dropped. */
function fateOf({ nativeResult: { status = 0, body = "" } = {} as never }: Answer): Fate {
  if (status === 404) return "dead";
  if (status < 200 || status > 299) return "again";
  const { status: told } = Object(json(body)) as { readonly status?: string };
  return told ? (FATES[told] ?? "again") : "done";
}

/** Entries that the answer does not name are sent again, and so are all without an answer. */
function bulkFates(answer: Answer, { entries }: DaprBulkMessage): readonly Fate[] {
  const { status = 0, body = "" } = answer.nativeResult ?? {};
  if (status === 404) return entries.map(() => "dead");
  if (status < 200 || status > 299) return entries.map(() => "again");
  const { statuses = [] } = Object(json(body)) as {
    readonly statuses?: readonly { readonly entryId: string; readonly status: string }[];
  };
  return entries.map(({ entryId }) => {
    const told = statuses.find((each) => each.entryId === entryId)?.status;
    return FATES[told ?? "RETRY"] ?? "again";
  });
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What somebody else sends in place of a message comes as JSON, as a bulk does. */
function write(event: unknown): Pick<WrittenRequest, "headers" | "body"> {
  const { specversion, pubsubname } = Object(event) as Partial<DaprMessage>;
  return specversion && pubsubname ? inStructuredMode(event as DaprMessage) : asJson(event);
}
