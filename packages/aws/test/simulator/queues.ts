import { findWire, type OutgoingMessage, type RecordOptions } from "onefn/simulator";
import { type RawHandler, rawAws } from "./raw.js";

export interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<{ [name: string]: string }>;
  readonly messageAttributes: Readonly<{ [name: string]: { readonly dataType: string } }>;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes?: string;
  readonly eventSourceARN: string;
}
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

/** A clock that stands until it is moved. */
function stillClock() {
  let now = Date.UTC(2026, 0, 1);
  const advance = (ms: number) => {
    now += ms;
  };
  return { now: () => now, advance };
}

export async function deployQueues(
  trigger: string,
  handler: RawHandler,
  options?: RecordOptions<OutgoingMessage>,
) {
  return findWire(rawAws(handler), "message", trigger).deploy(() => ({}), options);
}

/** A queue whose handler fails what a test says, and remembers what was delivered. */
export async function queue(
  trigger: "sqs" | "sqs-fifo",
  fails: (record: SqsRecord) => boolean,
  options?: RecordOptions<OutgoingMessage>,
) {
  const batches: string[][] = [];
  const handler = async ({ Records }: SqsEvent) => {
    batches.push(Records.map(({ body }) => body));
    return {
      batchItemFailures: Records.filter(fails).map(({ messageId }) => ({ itemIdentifier: messageId })),
    };
  };
  const clock = stillClock();
  const deployment = await deployQueues(trigger, handler as never, { clock, ...options });
  return { deployment, batches, clock };
}

export const message = (body: string, key?: string): OutgoingMessage =>
  key === undefined ? { body } : { body, key };
export const never = () => false;

/** Delivers one message and gives its record. */
export async function recordOf(trigger: string, outgoing: OutgoingMessage): Promise<SqsRecord> {
  const events: SqsEvent[] = [];
  const deployment = await deployQueues(
    trigger,
    (async (event: SqsEvent) => void events.push(event)) as never,
  );
  await deployment.send("orders", [outgoing]);
  await deployment.deliver("orders");
  return events[0]?.Records[0] as SqsRecord;
}
