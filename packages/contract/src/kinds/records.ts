import type { RecordDeployment, Wire } from "onefn/simulator";
import type { RecordCase } from "../case.js";
import { recordCases } from "../cases/records/index.js";
import { type AnyRecordWire, RecordRun } from "../run/record-run.js";
import type { KindContract } from "./contract.js";
import type { RecordKit } from "./record-kit.js";

/** A record kind: what it supplies to the shared suite, and its own cases. */
interface RecordKind<W extends Wire & AnyRecordWire, Sent>
  extends Pick<KindContract<W>, "kind" | "functions" | "compare"> {
  readonly kit: RecordKit<Sent>;
  readonly cases: readonly RecordCase<Sent>[];
}

/** The contract of one kind of record. */
export function recordContract<W extends Wire & AnyRecordWire, Sent>({
  kit,
  cases,
  ...kind
}: RecordKind<W, Sent>): KindContract<W, RecordRun<Sent>> {
  return {
    ...kind,
    cases: [...cases, ...recordCases(kit)],
    connect: (wire, deployment, exchanges, patience) =>
      new RecordRun<Sent>(wire, deployment as RecordDeployment<Sent>, exchanges, patience, kit),
    end: (run) => run.end(),
  };
}
