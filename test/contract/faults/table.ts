import { readFile, writeFile } from "node:fs/promises";
import type { Losses } from "./run.js";

const PAGE = new URL("../../../docs/delivery.md", import.meta.url);
const BEGIN = "<!-- faults: written by `npx -y pnpm@10 faults` -->";
const END = "<!-- /faults -->";

/** Writes what every source went through into docs/delivery.md. */
export async function writeTable(
  rows: readonly { readonly name: string; readonly faults: Losses; readonly kills: Losses }[],
): Promise<void> {
  const page = await readFile(PAGE, "utf8");
  const [before = "", rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`docs/delivery.md has no place for the table: ${BEGIN} ${END}`);
  await writeFile(PAGE, `${before}${BEGIN}\n\n${tableOf(rows)}\n\n${END}${after}`);
}

const HEAD = [
  "source",
  "messages",
  "done",
  "dead",
  "lost",
  "reordered",
  "neighbours dead",
  "successors dead",
  "processed again",
  "the least",
];

function tableOf(rows: Parameters<typeof writeTable>[0]): string {
  const lines = rows.flatMap(({ name, faults, kills }) => [
    lineOf(name, faults),
    lineOf(`${name}, killed`, kills),
  ]);
  return [HEAD, HEAD.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function lineOf(name: string, losses: Losses): readonly string[] {
  const { sent, done, dead, lost, reordered, neighbours, successors, again, least } = losses;
  const numbers = [sent, done, dead, lost, reordered, neighbours, successors, again, least];
  return [name, ...numbers.map((number) => number?.toLocaleString("en") ?? "–")];
}
