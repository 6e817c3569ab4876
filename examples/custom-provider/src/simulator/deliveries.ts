import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import {
  createBroker,
  FunctionLog,
  type Load,
  type MessageWire,
  type OutgoingMessage,
  type RecordDeployment,
  type RecordOptions,
  reloading,
  schema,
  within,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { adapt } from "../index.js";
import type { KiteDelivery, KiteFates, KiteParcel } from "../wire.js";
import { overJson } from "./over-json.js";

/** Kite's queues in front of a function. */
export const deliveries: MessageWire = {
  kind: "message",
  shape: "records",
  trigger: "delivery",
  capabilities: capabilities.delivery,
  result: {
    schema: schema.object({
      fates: schema.array(
        schema.union(schema.literal("done", "dead"), schema.object({ again: schema.number() })),
      ),
    }),
    wrong: [null, { fates: ["lost"] }, { fates: [{ again: "soon" }] }, { failures: [] }],
  },
  deploy,
};

/** The result of one invocation. */
interface Answer {
  readonly result?: KiteFates;
  readonly error?: unknown;
}

/** A queue keeps the order of each key. */
function deploy(load: Load, options: RecordOptions<OutgoingMessage> = {}): RecordDeployment<OutgoingMessage> {
  const { timeout = 30_000 } = options;
  const log = new FunctionLog("kite");
  const handler = reloading(load, (functions) => adapt(functions, { ...options.adapt, log: log.write }));
  return createBroker({
    trigger: "delivery",
    from: "kite",
    running: { lines: log.lines, close: async () => {} },
    options,
    delay: 0,
    accept: (sent: OutgoingMessage, { to, now }) => {
      const parcel = parcelOf(sent, to, now);
      return { id: parcel.id, stored: parcel };
    },
    lanes: ({ key }) => key,
    record: ({ stored, attempt }): KiteParcel => ({ ...stored, attempt }),
    event: (parcels): KiteDelivery => ({
      kite: "delivery",
      id: randomUUID(),
      deadline: Date.now() + timeout,
      parcels,
    }),
    async invoke(event): Promise<Answer> {
      // A replaced event is passed on as if Kite had written it.
      const delivery = event as KiteDelivery;
      try {
        const result = await within(timeout, () => handler()(overJson(delivery)));
        if (!result) throw new Error("The function took too long.");
        return { result: overJson(result) };
      } catch (error) {
        log.lines.push(`Kite: the delivery failed: ${error}`);
        return { error };
      } finally {
        log.end(Object(delivery).id);
      }
    },
    settle: ({ result, ...failure }, parcels) => ({
      // A parcel without a fate comes again.
      fates: parcels.map((_, index) => {
        const fate = result?.fates[index] ?? { again: 0 };
        return typeof fate === "object" ? { after: fate.again * 1_000 } : fate;
      }),
      nativeResult: result,
      ...failure,
    }),
  });
}

function parcelOf(sent: OutgoingMessage, queue: string, now: number): KiteParcel {
  const { body, contentType, key, attributes = {}, native } = sent;
  const labels = Object.entries(attributes).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value,
  ]);
  return {
    id: randomUUID(),
    queue,
    body: Buffer.from(body as string).toString("base64"),
    ...(contentType !== undefined && { contentType }),
    ...(key !== undefined && { key }),
    labels: Object.fromEntries(labels),
    attempt: 0,
    sent: now,
    ...native,
  };
}
