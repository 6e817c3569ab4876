import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
// What stands in here finds the packages as a user's project does: built, by their names.
const dist = fileURLToPath(new URL("../dist/", import.meta.url));

interface Block {
  readonly name: string;
  readonly code: string;
}

/** The TypeScript of a README's opening, above its first section. A first line such as `// aws.ts` names the file. */
function opening(markdown: string): readonly Block[] {
  const [text = ""] = markdown.split(/^## /m);
  return [...text.matchAll(/^```ts\n(?:\/\/ ([\w-]+)\.ts\n)?([\s\S]*?)^```$/gm)].map(
    ([, name = "example", code = ""]) => ({ name, code }),
  );
}

/** What the comments behind `console.log` say that it prints. */
function promised(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ code }) =>
    [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text = ""]) => text),
  );
}

test.each(["README.md", "packages/onefn/README.md", "packages/server/README.md", "packages/cli/README.md"])(
  "%s opens with an example that does what it says",
  async (readme) => {
    const blocks = opening(await readFile(join(root, readme), "utf8"));
    expect(blocks.length).toBeGreaterThan(0);
    const folder = await mkdtemp(join(dist, "readme-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const { name, code } of blocks) {
      const built = await transform(code, { loader: "ts", target: "node20" });
      await writeFile(join(folder, `${name}.js`), built.code);
    }
    // A server that has been started is a program that does not end by itself.
    const program = `${blocks.map(({ name }) => `await import("./${name}.js");`).join("\n")}\nprocess.exit();`;
    await writeFile(join(folder, "run.js"), program);
    const env = { ...process.env, PORT: "0", HOST: "127.0.0.1" };
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "run.js")], { env });
    expect(stdout.split("\n").filter(Boolean)).toEqual(promised(blocks));
  },
);
