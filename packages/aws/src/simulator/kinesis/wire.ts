import type { MessageWire, OutgoingMessage, Sending } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost } from "../host.js";
import { shardResult } from "../results.js";
import { deployShards } from "../streams/shard.js";
import { kinesisRecord, recordId, storeRecord } from "./record.js";

/** Connects a host's functions to data streams. */
export function createKinesisWire(trigger: "kinesis" | "kinesis-by-key", host: LambdaHost): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: shardResult(129),
    deploy: (load, options = {}) =>
      deployShards(host, load, options, {
        trigger,
        accept,
        record: ({ stored, place }) => kinesisRecord(stored, place),
      }),
  };
}

/** The second number has one digit more than the first, as happens at some point in every shard. */
const FIRST = 10n ** 55n - 2n;

function accept(message: OutgoingMessage, { to, index, count, now, sequence }: Sending) {
  const sequenceNumber = `${FIRST + BigInt(sequence)}`;
  const id = recordId(to, sequenceNumber);
  const kept = { id, sequenceNumber, arrivedAt: now };
  return { id, stored: storeRecord(`kinesis record ${index + 1} of ${count} for ${to}`, message, kept) };
}
