import { table } from "../table.js";
import { type Answer, type Difference, providerOf } from "./answer.js";

/** Characters of a cell; what is longer is cut. */
const WIDTH = 60;

/** The parts that a table shows; the others are in the sentences where they differ. */
const SHOWN = ["outcome", "status", "content-type", "body", "error"];

/** A table of the answers to one input, and a sentence for each difference with the wires that have it. */
export function checkText(answers: readonly Answer[], differences: readonly Difference[]): string {
  return [answers[0]?.input ?? "", tableOf(answers, differences), ...sentencesOf(answers, differences)].join(
    "\n",
  );
}

/** Wires of one provider that answer alike share a row, so that providers stand side by side. */
function tableOf(answers: readonly Answer[], differences: readonly Difference[]): string {
  const columns = SHOWN.filter((name) => answers.some(({ parts }) => name in parts));
  const rows = new Map<string, { readonly wires: string[]; readonly cells: readonly string[] }>();
  for (const answer of answers) {
    const own = differences.filter(({ wire }) => wire === answer.wire).map(({ part }) => part);
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

/** What several wires do alike is said once, and so is a log that tells of several differences. */
function sentencesOf(answers: readonly Answer[], differences: readonly Difference[]): readonly string[] {
  const sentences = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { part, value, expected } = difference;
    const [is, most] = apart(value, expected);
    const sentence = `${part} is ${is}, where most say ${most}.`;
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), difference]);
  }
  const told = new Set<string>();
  return [...sentences].flatMap(([sentence, alike]) => {
    const [{ wire = "", log } = {}] = alike;
    const line = `${namesOf(alike, answers)}: ${sentence}`;
    if (log === undefined || told.has(wire)) return [line];
    told.add(wire);
    return [line, `  log: ${log}`];
  });
}

/** Wires by their names, or a whole provider by its own. */
function namesOf(alike: readonly Difference[], answers: readonly Answer[]): string {
  const providers = new Set(alike.map(({ wire }) => providerOf(wire)));
  const names = [...providers].flatMap((provider) => {
    const wiresIn = (all: readonly { readonly wire: string }[]) =>
      all.map(({ wire }) => wire).filter((wire) => providerOf(wire) === provider);
    const wires = wiresIn(alike);
    return wires.length === wiresIn(answers).length ? [nameOf(wires)] : wires;
  });
  return names.join(", ");
}

/** How much of what two values have in common is shown before the place where they part. */
const BEFORE = 20;

/** Two values, each cut so that the place shows where they part. */
function apart(value: string | undefined, expected: string | undefined): readonly [string, string] {
  if (value === undefined || expected === undefined) return [quoted(value), quoted(expected)];
  const same = [...value].findIndex((character, index) => character !== expected[index]);
  const from = Math.max(0, (same === -1 ? value.length : same) - BEFORE);
  const cut = (text: string) => (from > BEFORE ? `…${text.slice(from)}` : text);
  return [quoted(cut(value)), quoted(cut(expected))];
}

function quoted(value: string | undefined): string {
  return value === undefined ? "absent" : JSON.stringify(short(value));
}

function short(value: string | undefined): string {
  const line = (value ?? "").replaceAll(/\s+/g, " ");
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line;
}
