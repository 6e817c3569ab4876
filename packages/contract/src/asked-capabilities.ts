import type { Wire } from "onefn/simulator";
import { CAPABILITIES, type CapabilityName } from "./capabilities.js";
import { kindContracts } from "./kinds/index.js";

/** A capability that the contract of a kind asks for. */
export interface KnownCapability {
  readonly name: CapabilityName;
  /** What it promises. */
  readonly promise: string;
  /** The capabilities without which it cannot be had: without streams there is no stream to cancel. */
  readonly needs: readonly CapabilityName[];
}

/** The capabilities that the contract of a kind asks for, in the order of `CAPABILITIES`. */
export function capabilitiesOf(kind: Wire["kind"]): readonly KnownCapability[] {
  const asked = kindContracts[kind].cases.map(({ needs = [] }) => [needs].flat());
  const names = inOrder(asked.flat());
  return names.map((name) => {
    const asking = asked.filter((each) => each.includes(name));
    const needs = names.filter((each) => each !== name && asking.every((list) => list.includes(each)));
    return { name, promise: CAPABILITIES[name], needs };
  });
}

function inOrder(names: readonly CapabilityName[]): readonly CapabilityName[] {
  return (Object.keys(CAPABILITIES) as CapabilityName[]).filter((name) => names.includes(name));
}
