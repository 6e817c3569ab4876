import type { Simulator } from "onefn/simulator";
import { type CaseResult, isGood } from "./run/result.js";
import { table } from "./table.js";

/** A table of the wires, then the failures, then the gaps. */
export function reportOf(simulator: Simulator, results: readonly CaseResult[]): string {
  return [summaryOf(results), problemsOf(results), gapsOf(simulator)].filter(Boolean).join("\n\n");
}

function summaryOf(results: readonly CaseResult[]): string {
  const count = (wire: string, wanted: CaseResult["status"]) =>
    String(results.filter((each) => each.wire === wire && each.status === wanted).length);
  const rows = unique(results.map(({ wire }) => wire)).map((wire) => [
    wire,
    count(wire, "passed"),
    count(wire, "gap"),
    count(wire, "failed"),
    count(wire, "closed"),
  ]);
  return table(["wire", "passed", "gaps", "failed", "closed gaps"], rows);
}

function problemsOf(results: readonly CaseResult[]): string {
  return results
    .filter((result) => !isGood(result))
    .map((result) => `${result.wire}: ${result.name}\n  ${indented(sentenceOf(result))}`)
    .join("\n");
}

/** Why a result is not as expected, in a sentence or two. */
export function sentenceOf({ status, capability, error }: CaseResult): string {
  if (status === "closed") {
    return `passed, though the wire says that it lacks "${capability}": the gap has closed, remove it from the capabilities.`;
  }
  return error instanceof Error ? error.message : `failed with ${String(error)}`;
}

/** The gaps that a provider's wires declare, each with its reason, its source and the wires that have it. */
export function gapsOf({ provider, wires: all }: Simulator): string {
  const wires = new Map<string, string[]>();
  for (const { trigger, capabilities } of all) {
    for (const [name, capability] of Object.entries(capabilities)) {
      if (capability.supported) continue;
      const gap = `${provider} lacks ${name}: ${capability.reason}\n  ${capability.source}`;
      wires.set(gap, [...(wires.get(gap) ?? []), trigger]);
    }
  }
  return [...wires].map(([gap, triggers]) => `${gap}\n  on ${triggers.join(", ")}`).join("\n");
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function indented(text: string): string {
  return text.replaceAll("\n", "\n  ");
}
