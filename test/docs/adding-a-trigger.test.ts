import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { documents, root } from "./documents.js";

const page = documents.find(({ path }) => path === "docs/adding-a-trigger.md")?.text ?? "";

/** The files in a section's second table: those that the trigger or the kind changes. */
function changedFiles(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? "";
  const table = section.split("The files that it changes:")[1]?.split(/^#/m)[0] ?? "";
  return [...table.matchAll(/^\| \[([^\]]+)\]/gm)].map(([, file = ""]) => file).sort();
}

function filesIn(path: string): readonly string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesIn(`${path}/${name}`));
}

/** The files that mention something, except its own. */
function filesWith(paths: readonly string[], words: RegExp, own: RegExp): readonly string[] {
  return paths
    .flatMap(filesIn)
    .filter((file) => !own.test(file) && words.test(readFileSync(join(root, file), "utf8")))
    .sort();
}

it("a trigger changes only the six files that the page lists", () => {
  const sources = readdirSync(join(root, "packages")).map((name) => `packages/${name}/src`);
  const paths = [...sources, "packages/aws/package.json", "packages/aws/README.md"];
  const changed = filesWith(paths, /dynamodb/i, /dynamodb|attribute-values|src\/change\.ts/);
  expect(changed).toEqual(changedFiles("The trigger"));
  expect(changed).toHaveLength(6);
});

it("a kind changes only the ten files that the page lists", () => {
  const paths = ["onefn", "contract", "cli"].map((name) => `packages/${name}/src`);
  const words =
    /\b(?:OutgoingChange|ChangeWire|ChangeFunction|change(?:Kind|Contract|Functions)|exactNumbers)\b|\bchange\(\{|`change\(/;
  const changed = filesWith([...paths, "packages/onefn/README.md", "docs/handler.md"], words, /\/change/);
  expect(changed).toEqual(changedFiles("The kind"));
  expect(changed).toHaveLength(10);
});
