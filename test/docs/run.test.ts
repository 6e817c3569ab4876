import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { type Block, documents, root } from "./documents.js";

const run = promisify(execFile);
const isTest = ({ file }: Block) => file.endsWith(".test.ts");

/** Pages whose blocks no test beside them runs. */
const pages = documents
  .filter(({ path }) => !existsSync(join(root, dirname(path), "test/readme")))
  .filter(({ path }) => path !== "packages/contract/README.md")
  .map(({ path, blocks }) => ({ path, blocks: blocks.filter(({ runs }) => runs) }))
  .filter(({ blocks }) => blocks.length > 0);

/** The blocks as files of a folder that finds the packages as a user's project does: built, by their names. */
async function written(blocks: readonly Block[]): Promise<string> {
  await mkdir(join(import.meta.dirname, "dist"), { recursive: true });
  const folder = await mkdtemp(join(import.meta.dirname, "dist/page-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const { file, code } of blocks) {
    const built = await transform(code, { loader: "ts", target: "node20" });
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file.replace(/ts$/, "js")), built.code);
  }
  return folder;
}

/** What the comments behind `console.log` say that it prints. */
function promised(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ code }) =>
    [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text = ""]) => text),
  );
}

test.each(pages.filter(({ blocks }) => !blocks.every(isTest)))(
  "$path: its examples do what they say",
  async ({ blocks }) => {
    const folder = await written(blocks);
    const programs = blocks.filter((block) => !isTest(block));
    const imports = programs.map(({ file }) => `await import("./${file.replace(/ts$/, "js")}");`);
    // A server that has been started is a program that does not end by itself.
    await writeFile(join(folder, "run.js"), `${imports.join("\n")}\nprocess.exit();`);
    const secrets = { TASK_SECRET: "a-secret-of-your-own", TRANSFORM_SECRET: "a-secret-of-your-own" };
    const env = { ...process.env, ...secrets, PORT: "0", HOST: "127.0.0.1" };
    const { stdout } = await run(process.execPath, [join(folder, "run.js")], { env });
    expect(stdout.split("\n").filter(Boolean)).toEqual(promised(programs));
  },
  60_000,
);

test.each(pages.filter(({ blocks }) => blocks.some(isTest)))(
  "$path: its tests pass",
  async ({ blocks }) => {
    const folder = await written(blocks);
    // A user's project knows nothing of this repository's configuration.
    await writeFile(join(folder, "vitest.config.js"), "export default {};");
    const vitest = join(import.meta.dirname, "node_modules/vitest/vitest.mjs");
    // A check on every provider takes more than vitest's five seconds on a busy machine.
    await run(process.execPath, [vitest, "run", "--root", folder, "--testTimeout", "30000"]);
  },
  60_000,
);
