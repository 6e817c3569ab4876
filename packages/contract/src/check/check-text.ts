import { table } from "../table.js";
import type { Answer, Difference } from "./answer.js";

/** Characters of a cell; what is longer is cut. */
const WIDTH = 60;

/** The parts that a table shows; the others are in the sentences where they differ. */
const SHOWN = ["outcome", "status", "content-type", "body", "error"];

/** A table for each input, and a sentence for each difference. */
export function checkText(
  answers: readonly (readonly Answer[])[],
  differences: readonly Difference[],
): string {
  return answers
    .map((each) => {
      const input = each[0]?.input ?? "";
      const own = differences.filter((difference) => each.some((answer) => isOf(difference, answer)));
      return [input, tableOf(each, own), ...own.map(sentenceOf)].join("\n");
    })
    .join("\n\n");
}

/** Wires of one provider that answer alike share a row, so that providers stand side by side. */
function tableOf(answers: readonly Answer[], differences: readonly Difference[]): string {
  const columns = SHOWN.filter((name) => answers.some(({ parts }) => name in parts));
  const rows = new Map<string, { readonly wires: string[]; readonly cells: readonly string[] }>();
  for (const answer of answers) {
    const own = differences.filter((difference) => isOf(difference, answer)).map(({ part }) => part);
    const cells = [...columns.map((name) => short(answer.parts[name])), own.join(", ")];
    const key = JSON.stringify([providerOf(answer.wire), cells]);
    const row = rows.get(key);
    if (row) row.wires.push(answer.wire);
    else rows.set(key, { wires: [answer.wire], cells });
  }
  return table(
    ["answered by", ...columns, "differs in"],
    [...rows.values()].map(({ wires, cells }) => [nameOf(wires), ...cells]),
  );
}

function nameOf(wires: readonly string[]): string {
  const [first = ""] = wires;
  return wires.length === 1 ? first : `${providerOf(first)} (${wires.length} wires)`;
}

function providerOf(wire: string): string {
  return wire.slice(0, wire.indexOf("/"));
}

function isOf({ wire, input }: Difference, answer: Answer): boolean {
  return wire === answer.wire && input === answer.input;
}

function sentenceOf({ wire, part, value, expected, log }: Difference): string {
  const sentence = `${wire}: ${part} is ${quoted(value)}, where most say ${quoted(expected)}.`;
  return log === undefined ? sentence : `${sentence}\n  log: ${log}`;
}

function quoted(value: string | undefined): string {
  return value === undefined ? "absent" : JSON.stringify(short(value));
}

function short(value: string | undefined): string {
  const line = (value ?? "").replaceAll(/\s+/g, " ");
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line;
}
