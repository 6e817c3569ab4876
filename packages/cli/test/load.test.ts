import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { FreshModule } from "../src/dev/fresh-module.js";

/** What a file exports. */
async function exportsOf(text: string, name = "functions.ts") {
  const folder = await mkdtemp(join(tmpdir(), "onefn-load-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules"));
  const file = join(folder, name);
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

test.each([
  ["functions.cjs", "exports.names = [__dirname, __filename];"],
  ["functions.ts", "export const names = [__dirname, __filename];"],
  [
    "functions.js",
    'const __dirname = "own", __filename = "names";\nexport const names = [__dirname, __filename];',
  ],
])("CommonJS code in %s knows its folder and its name", async (name, text) => {
  const { file, exports } = await exportsOf(text, name);
  const { names } = (exports.default ?? exports) as { readonly names?: unknown };
  expect(names).toEqual(name === "functions.js" ? ["own", "names"] : [dirname(file), file]);
});
