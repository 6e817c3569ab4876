import { CAPABILITIES, type CapabilityName, capabilitiesOf } from "@onefn/contract";
import type { Capability } from "onefn/provider";
import { type Simulator, type Wire, wiresOf } from "onefn/simulator";
import { kindContracts } from "../../../packages/contract/src/kinds/index.js";
import { matrix } from "../../contract/matrix.js";
import { generated, tableOf } from "./markdown.js";

/** The kinds that a provider carries, in the order of the contract. */
const kinds = Object.values(kindContracts)
  .map(({ kind }) => kind)
  .filter((kind) => matrix.some((simulator) => wiresOf(simulator, kind).length > 0));

/** docs/capabilities.md. */
export function capabilitiesPage(): string {
  return `# Capabilities

${generated}

What each provider can do, by the names that the cases of the [contract](../packages/contract) use. A provider has every
capability that it does not declare as missing, and the cases verify both. **yes** means on every wire, **no** on none,
**3 of 13** on some: the [gaps](#gaps) below say which and why, with a source.

${kinds.map((kind) => `## ${kind}\n\n${overview(kind)}`).join("\n\n")}

## Gaps

${matrix.map(gapsOf).join("\n\n")}

## Conditions

${tableOf(["provider", "wires", "capability", "how"], matrix.flatMap(conditionsOf))}
`;
}

function overview(kind: Wire["kind"]): string {
  const providers = matrix.filter((simulator) => wiresOf(simulator, kind).length > 0);
  const rows = capabilitiesOf(kind).map(({ name, promise, needs }) => [
    `\`${name}\``,
    promise,
    ...providers.map((simulator) => standing(wiresOf(simulator, kind), [name, ...needs])),
  ]);
  return tableOf(["capability", "what it promises", ...providers.map(({ provider }) => provider)], rows);
}

function standing(wires: readonly Wire[], needed: readonly CapabilityName[]): string {
  const able = wires.filter(({ capabilities }) =>
    needed.every((each) => capabilities[each]?.supported !== false),
  ).length;
  if (able === wires.length) return "yes";
  return able === 0 ? "**no**" : `${able} of ${wires.length}`;
}

function gapsOf(simulator: Simulator): string {
  const rows = grouped(simulator, (capability) =>
    capability.supported ? undefined : `${capability.reason} ([source](${capability.source}))`,
  );
  return `### ${simulator.provider}\n\n${rows.length > 0 ? tableOf(["capability", "wires", "why"], rows) : "None."}`;
}

function conditionsOf(simulator: Simulator): readonly (readonly string[])[] {
  return grouped(simulator, (capability) => (capability.supported ? capability.how : undefined)).map(
    ([name = "", wires = "", how = ""]) => [simulator.provider, wires, name, how],
  );
}

/** Capabilities of which there is something to say, with the wires for which it is the same. */
function grouped(simulator: Simulator, say: (capability: Capability) => string | undefined) {
  const { wires } = simulator;
  const found = new Map<string, { readonly name: string; readonly text: string; readonly wires: string[] }>();
  for (const name of Object.keys(CAPABILITIES)) {
    for (const { trigger, capabilities } of wires) {
      const text = capabilities[name] && say(capabilities[name]);
      if (text === undefined) continue;
      const key = `${name} ${text}`;
      const group = found.get(key) ?? { name, text, wires: [] };
      group.wires.push(trigger);
      found.set(key, group);
    }
  }
  return [...found.values()].map((group) => [
    `\`${group.name}\``,
    group.wires.length === wires.length ? "all" : group.wires.join(", "),
    group.text,
  ]);
}
