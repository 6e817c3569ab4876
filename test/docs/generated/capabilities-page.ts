import { CAPABILITIES, type CapabilityName } from "@onefn/contract";
import type { Capability } from "onefn/provider";
import type { Simulator } from "onefn/simulator";
import { httpCases } from "../../../packages/contract/src/cases/http/index.js";
import { messageCases } from "../../../packages/contract/src/cases/message/index.js";
import { matrix } from "../../contract/matrix.js";
import { generated, tableOf } from "./markdown.js";

type Kind = "http" | "message";

/** What each case of a kind asks for. */
const neededBy: Readonly<Record<Kind, readonly (readonly CapabilityName[])[]>> = {
  http: httpCases.map(({ needs = [] }) => [needs].flat()),
  message: messageCases.map(({ needs = [] }) => [needs].flat()),
};

/** What the cases of a kind ask for, in the order of CAPABILITIES. */
const asked: Readonly<Record<Kind, readonly CapabilityName[]>> = {
  http: namesIn(neededBy.http.flat()),
  message: namesIn(neededBy.message.flat()),
};

function namesIn(names: readonly CapabilityName[]): readonly CapabilityName[] {
  return (Object.keys(CAPABILITIES) as CapabilityName[]).filter((name) => names.includes(name));
}

/** docs/capabilities.md. */
export function capabilitiesPage(): string {
  return `# Capabilities

${generated}

What each provider can do, by the names that the cases of the [contract](../packages/contract) use. A provider has every
capability that it does not declare as missing, and the cases verify both. **yes** means on every wire, **no** on none,
**3 of 13** on some: the [gaps](#gaps) below say which and why, with a source.

## http

${overview("http")}

## message

${overview("message")}

## Gaps

${matrix.map(gapsOf).join("\n\n")}

## Conditions

${tableOf(["provider", "wires", "capability", "how"], matrix.flatMap(conditionsOf))}
`;
}

function overview(kind: Kind): string {
  const providers = matrix.filter((simulator) => simulator[kind].length > 0);
  const rows = asked[kind].map((name) => [
    `\`${name}\``,
    CAPABILITIES[name],
    ...providers.map((simulator) => standing(simulator, kind, name)),
  ]);
  return tableOf(["capability", "what it promises", ...providers.map(({ provider }) => provider)], rows);
}

function standing(simulator: Simulator, kind: Kind, name: CapabilityName): string {
  const wires = simulator[kind];
  const needed = prerequisitesOf(kind, name);
  const able = wires.filter(({ capabilities }) =>
    needed.every((each) => capabilities[each]?.supported !== false),
  ).length;
  if (able === wires.length) return "yes";
  return able === 0 ? "**no**" : `${able} of ${wires.length}`;
}

/** What every case that asks for a capability asks for: who cannot stream at all has no stream to cancel. */
function prerequisitesOf(kind: Kind, name: CapabilityName): readonly CapabilityName[] {
  const needs = neededBy[kind].filter((each) => each.includes(name));
  return asked[kind].filter((each) => needs.every((list) => list.includes(each)));
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
  const wires = [...simulator.http, ...simulator.message];
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
