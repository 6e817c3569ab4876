import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { FreshModule } from "../src/dev/fresh-module.js";

/** What a file exports. */
async function exportsOf(text: string) {
  const folder = await mkdtemp(join(tmpdir(), "onefn-load-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "functions.ts");
  await writeFile(file, text);
  return { file, exports: await new FreshModule(file).current() };
}

test("a file that can be run by itself is loaded, and knows where it is", async () => {
  const { file, exports } = await exportsOf(
    "#!/usr/bin/env node\nexport const url: string = import.meta.url;\n",
  );
  expect(exports.url).toBe(pathToFileURL(file).href);
});

test("a file with a byte order mark is loaded, and knows where it is", async () => {
  const { file, exports } = await exportsOf("\ufeffexport const url: string = import.meta.url;\n");
  expect(exports.url).toBe(pathToFileURL(file).href);
});
