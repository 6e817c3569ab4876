import type { Simulator, Wire } from "onefn/simulator";
import type { FaultName } from "./faults.js";
import { faultsOf } from "./faults.js";

/** A wire that delivers records. */
export type AnyRecordWire = Extract<Wire, { readonly shape: "records" }>;

/** The wires of one provider that play together: one for each kind of input. */
export interface Cast {
  readonly provider: string;
  readonly name: string;
  readonly wires: readonly AnyRecordWire[];
  readonly faults: readonly FaultName[];
}

/** The casts of a provider: as many as it has wires of the kind of which it has most. */
export function castsOf(
  { provider, wires: all }: Simulator,
  kinds: ReadonlySet<string>,
  {
    wires: names,
    faults,
  }: { readonly wires?: readonly string[] | undefined; readonly faults?: readonly FaultName[] | undefined },
): readonly Cast[] {
  const lists = [...kinds]
    .map((kind) =>
      all.filter((wire): wire is AnyRecordWire => wire.kind === kind && wire.shape === "records"),
    )
    .map((wires) => wires.filter(({ trigger }) => names?.includes(`${provider}/${trigger}`) ?? true))
    .filter(({ length }) => length > 0);
  const count = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, index) => {
    const wires = lists.map((list) => list[index % list.length] as AnyRecordWire);
    const allowed = wires.map(faultsOf);
    return {
      provider,
      name: `${provider}/${wires.map(({ trigger }) => trigger).join("+")}`,
      wires,
      faults: (faults ?? allowed[0] ?? []).filter((name) => allowed.every((each) => each.includes(name))),
    };
  });
}
