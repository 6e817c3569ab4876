import type { TriggerCapabilities } from "./capability-report.js";
import { table } from "./table.js";

/** Characters of a line. */
const WIDTH = 100;

/** The triggers of each kind, what they can do, and their gaps. */
export function capabilityText(triggers: readonly TriggerCapabilities[]): string {
  return unique(triggers.map(({ kind }) => kind))
    .map((kind) =>
      textOf(
        kind,
        triggers.filter((each) => each.kind === kind),
      ),
    )
    .join("\n\n\n");
}

function textOf(kind: string, triggers: readonly TriggerCapabilities[]): string {
  const providers = unique(triggers.map(({ provider }) => provider));
  const of = (provider: string) => triggers.filter((each) => each.provider === provider);
  const lists = providers.map((provider) => wrapped(`${provider}: `, namesOf(of(provider))));
  const names = Object.keys(triggers[0]?.capabilities ?? {});
  const uneven = names.filter((name) => triggers.some((each) => lacks(each, name)));
  const even = names.filter((name) => !uneven.includes(name));
  const standings = table(
    ["capability", ...providers],
    uneven.map((name) => [name, ...providers.map((provider) => standing(of(provider), name))]),
  );
  return [
    `${kind}\n${"=".repeat(kind.length)}`,
    lists.join("\n"),
    ...(uneven.length > 0 ? [standings] : []),
    ...(even.length > 0 ? [wrapped("On every trigger: ", `${even.join(", ")}.`)] : []),
    ...providers.flatMap((provider) => gapsOf(provider, of(provider))),
  ].join("\n\n");
}

function standing(triggers: readonly TriggerCapabilities[], name: string): string {
  const able = triggers.filter((each) => !lacks(each, name)).length;
  if (able === triggers.length) return "yes";
  return able === 0 ? "no" : `${able} of ${triggers.length}`;
}

/** A sentence for each reason, and the triggers that share it. What another gap implies is not said again. */
function gapsOf(provider: string, triggers: readonly TriggerCapabilities[]): readonly string[] {
  const gaps = new Map<
    string,
    { readonly of: TriggerCapabilities[]; readonly name: string; readonly reason: string }
  >();
  for (const name of Object.keys(triggers[0]?.capabilities ?? {})) {
    for (const each of triggers) {
      const capability = each.capabilities[name];
      if (!capability || capability.supported || capability.because !== undefined) continue;
      const { reason } = capability;
      const key = `${name} ${reason}`;
      const gap = gaps.get(key) ?? { of: [], name, reason };
      gap.of.push(each);
      gaps.set(key, gap);
    }
  }
  if (gaps.size === 0) return [];
  const lines = [...gaps.values()].map(({ of, name, reason }) =>
    wrapped(`  ${name}: `, of.length === triggers.length ? reason : `${reason} (${namesOf(of)})`),
  );
  return [[`${provider} lacks`, ...lines].join("\n")];
}

function namesOf(triggers: readonly TriggerCapabilities[]): string {
  return triggers.map(({ trigger }) => trigger).join(", ");
}

function lacks({ capabilities }: TriggerCapabilities, name: string): boolean {
  return capabilities[name]?.supported === false;
}

/** Words in lines, of which all but the first are indented. */
function wrapped(head: string, text: string): string {
  const lines: string[] = [];
  let line = head;
  for (const word of text.split(" ")) {
    if (line.length + word.length > WIDTH && line.trim() !== "") {
      lines.push(line.trimEnd());
      line = "    ";
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join("\n");
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
