import { table } from "../table.js";
import { type Answer, type Difference, providerOf } from "./answer.js";
import { type Failure, failureTexts } from "./failures.js";

/** Characters of a cell; longer text is cut. */
const WIDTH = 60;

/** The parts in the table. The others appear in the sentences if they differ. */
const SHOWN = ["outcome", "status", "content-type", "body", "output", "error"];

/** One input, and what came of it. */
export interface Checked {
  readonly index: number;
  readonly answers: readonly Answer[];
  readonly differences: readonly Difference[];
  readonly failures: readonly Failure[];
}

/** The inputs that differ or failed, with a sentence for each difference and failure; the others are counted. */
export function checkText(checked: readonly Checked[]): string {
  const wrong = checked.filter(({ differences, failures }) => differences.length + failures.length > 0);
  const alike = checked.length - wrong.length;
  const told = wrong.map(({ index, answers, differences, failures }) =>
    [
      headingOf(index, answers, checked.length),
      ...sentencesOf(answers, differences),
      // The log of a wire that differs is told above.
      ...failureTexts(failures, (wires) => namesOf(wires, answers), differences.length === 0),
    ].join("\n"),
  );
  if (alike > 0) told.push(`${alike} of ${checked.length} inputs: the same result on all wires.`);
  return told.join("\n\n");
}

/** A table of the results for one input of so many. */
export function tableText({ index, answers, differences }: Checked, count: number): string {
  return `${headingOf(index, answers, count)}\n${tableOf(answers, differences)}`;
}

/** Inputs can look alike, so each of several has its number. */
function headingOf(index: number, [answer]: readonly Answer[], count: number): string {
  return `${count > 1 ? `input ${index + 1}: ` : ""}${answer?.input ?? ""}`;
}

/** How to name some of these wires. */
export function wireNames(all: readonly string[]): (wires: readonly string[]) => string {
  return (wires) => namesAmong(wires, all);
}

/** Wires of one provider with the same result share a row, so that providers can be compared. */
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

/** A difference of several wires is reported once, and so are a gap and a log line for several differences. */
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
    const line = `${namesOf(
      alike.map((each) => each.wire),
      answers,
    )}: ${sentence}`;
    if (told.has(wire)) return [line];
    told.add(wire);
    const gaps = new Map(alike.flatMap((each) => each.gaps).map((gap) => [gap.name, gap]));
    return [
      line,
      ...[...gaps.values()].map(({ name, reason, source }) => `  gap: ${name}: ${reason} (${source})`),
      ...(log === undefined ? [] : [`  log: ${log}`]),
    ];
  });
}

/** The names of wires, or of a whole provider. */
function namesOf(alike: readonly string[], answers: readonly Answer[]): string {
  return namesAmong(
    alike,
    answers.map(({ wire }) => wire),
  );
}

function namesAmong(alike: readonly string[], all: readonly string[]): string {
  const names = [...new Set(alike.map(providerOf))].flatMap((provider) => {
    const wiresIn = (some: readonly string[]) => some.filter((wire) => providerOf(wire) === provider);
    const wires = wiresIn(alike);
    return wires.length === wiresIn(all).length ? [nameOf(wires)] : wires;
  });
  return names.join(", ");
}

/** How much of the common beginning of two values is shown before they differ. */
const BEFORE = 20;

/** Two values, cut around the place where they differ. */
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
