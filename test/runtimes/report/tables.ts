import { table } from "./markdown.js";
import type { WireResult } from "./results.js";

/** One row a runtime. */
export function runtimeTable(results: readonly WireResult[]): string {
  const rows = groupBy(results, ({ runtime }) => runtime.name).map(([name, wires]) => [
    name,
    wires.length,
    sum(wires, "cases"),
    sum(wires, "passed"),
    sum(wires, "gaps"),
    sum(wires, "failed"),
  ]);
  return table(["runtime", "wires", "cases", "passed", "gaps", "failed"], rows);
}

/** One row a wire where all runtimes agree, else one for each set of them that does. */
export function wireTable(results: readonly WireResult[]): string {
  const same = ({ wire, cases, passed, gaps, failed }: WireResult) =>
    JSON.stringify([wire, cases, passed, gaps, failed]);
  const rows = groupBy(results, same).map(([, [first, ...rest]]) => {
    if (!first) return [];
    const names = [first, ...rest].map(({ runtime }) => runtime.name);
    const all = results.filter(({ wire }) => wire === first.wire).length === names.length;
    return [first.wire, first.cases, first.passed, first.gaps, first.failed, all ? "all" : names.join("; ")];
  });
  return table(["wire", "cases", "passed", "gaps", "failed", "runtimes"], rows);
}

/** One row a gap, with every wire that has it. */
export function gapTable(results: readonly WireResult[]): string {
  const gaps = results.flatMap(({ runtime, wire }) =>
    Object.entries(runtime.gaps[wire] ?? {}).map(([capability, { reason, source }]) => ({
      wire,
      capability,
      reason,
      source,
    })),
  );
  const same = ({ capability, reason, source }: (typeof gaps)[number]) =>
    JSON.stringify([capability, reason, source]);
  const rows = groupBy(gaps, same).map(([key, all]) => {
    const [capability, reason, source]: string[] = JSON.parse(key);
    const wires = [...new Set(all.map(({ wire }) => wire))];
    return [`\`${capability}\``, wires.join(", "), reason ?? "", `<${source}>`];
  });
  return table(["gap", "wires", "reason", "source"], rows);
}

function sum(results: readonly WireResult[], key: "cases" | "passed" | "gaps" | "failed"): number {
  return results.reduce((total, each) => total + each[key], 0);
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): readonly (readonly [string, T[]])[] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups];
}
