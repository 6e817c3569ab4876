import { randomUUID } from "node:crypto";
import type { ChangeWire, OutgoingChange, Sending } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost } from "../host.js";
import { shardResult } from "../results.js";
import { deployShards } from "../streams/shard.js";
import { dynamodbRecord, storeChange } from "./record.js";

/** Connects a host's functions to the streams of tables. */
export function createDynamodbWire(trigger: "dynamodb" | "dynamodb-by-key", host: LambdaHost): ChangeWire {
  return {
    kind: "change",
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: shardResult(40),
    deploy: (load, options = {}) =>
      deployShards(host, load, options, {
        trigger,
        accept,
        record: ({ stored, place }) => dynamodbRecord(stored, place),
      }),
  };
}

/** The second number has one digit more than the first, as happens at some point in every shard. */
const FIRST = 10n ** 21n - 2n;

function accept(change: OutgoingChange, { to, index, count, now, sequence }: Sending) {
  const id = randomUUID().replaceAll("-", "");
  const kept = { id, sequenceNumber: `${FIRST + BigInt(sequence)}`, changedAt: now };
  return { id, stored: storeChange(`dynamodb change ${index + 1} of ${count} for ${to}`, change, kept) };
}
