import type { ChangeWire, MessageWire, StorageWire } from "onefn/simulator";
import { matrix } from "../matrix.js";

/** A wire that a plan can be sent through. */
export type FaultyWire = MessageWire | ChangeWire | StorageWire;

/** Beside every source of messages: those of other kinds that deliver records by a protocol of partial failures. */
const OTHERS = ["aws/dynamodb", "aws/s3-in-sqs", "cloudflare/r2"];

/** Every source that suffers the faults, by its name. */
export const sources: readonly { readonly name: string; readonly wire: FaultyWire }[] = matrix.flatMap(
  ({ provider, wires }) =>
    wires
      .map((wire) => ({ name: `${provider}/${wire.trigger}`, wire }))
      .filter(
        (source): source is { readonly name: string; readonly wire: FaultyWire } =>
          source.wire.kind === "message" || OTHERS.includes(source.name),
      ),
);

/** Whether a source has a capability. */
export function can({ capabilities }: Pick<FaultyWire, "capabilities">, capability: string): boolean {
  return capabilities[capability]?.supported !== false;
}
