import { expect, it } from "vitest";
import { documents } from "./documents.js";

/** The lines of a page's prose; those of code are empty. */
function proseOf(text: string): readonly string[] {
  const code = text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, (block) => block.replaceAll(/.+/g, ""));
  return code.split("\n");
}

const isRow = (line: string | undefined) => line?.startsWith("|") ?? false;
const isRule = (line: string | undefined) => /^\|[\s:|-]+$/.test(line ?? "");

it.each(documents)("$path: each table has a header, so that it is shown as one", ({ text }) => {
  const lines = proseOf(text);
  const first = lines.filter((line, at) => isRow(line) && !isRow(lines[at - 1]) && !isRule(lines[at + 1]));
  expect(first).toEqual([]);
});

it.each(documents)("$path: an empty line is in front of each heading", ({ text }) => {
  const lines = proseOf(text);
  expect(lines.filter((line, at) => /^#+ /.test(line) && at > 0 && lines[at - 1] !== "")).toEqual([]);
});

it.each(documents)("$path: no sentence goes on in a line that begins like a list", ({ text }) => {
  const lines = proseOf(text);
  const isItem = (line: string) => /^\s*\d+\. /.test(line);
  const strayed = lines.filter((line, at) => {
    const before =
      lines.slice(0, at).findLast((each) => each === "" || isItem(each) || /^\s*[-*] /.test(each)) ?? "";
    return isItem(line) && lines[at - 1] !== "" && !isItem(before);
  });
  expect(strayed).toEqual([]);
});
