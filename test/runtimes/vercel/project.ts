import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { packageOf } from "../harness/nodes.js";

/** What the functions import, and what that imports. */
const PACKAGES = ["onefn", "@onefn/contract", "@onefn/vercel", "zod"];

/** Files that are copied, by their place in the project. */
const COPIED = {
  "api/contract.mjs": "../entries/vercel.mjs",
  "api/contract-edge.mjs": "../entries/vercel-edge.mjs",
  "src/functions.ts": "../../../examples/hello/src/functions.ts",
  "src/vercel.ts": "../../../examples/hello/src/vercel.ts",
};

/** Vercel finds functions in `api/` alone. */
const WRITTEN = {
  "api/hello.ts": 'export { default } from "../src/vercel.js";\n',
  "api/hello-edge.ts": `import hello from "../src/vercel.js";

export const config = { runtime: "edge" };
export default hello.fetch;
`,
  "package.json": '{ "type": "module" }',
  ".vercel/project.json": JSON.stringify({
    projectId: "prj_contract",
    orgId: "team_contract",
    settings: { framework: null, nodeVersion: "24.x" },
  }),
};

/**
 * Makes a project of Vercel's zero configuration with our packages installed in it as they are packed, and gives its
 * folder, which goes when the tests of the file have ended. Its functions are the contract's and those of
 * examples/hello, each for both of Vercel's runtimes.
 */
export function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "onefn-vercel-"));
  for (const name of PACKAGES) {
    cpSync(packageOf(name), join(folder, "node_modules", name), { recursive: true, dereference: true });
  }
  const place = (path: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    return join(folder, path);
  };
  for (const [path, source] of Object.entries(COPIED)) cpSync(join(import.meta.dirname, source), place(path));
  for (const [path, text] of Object.entries(WRITTEN)) writeFileSync(place(path), text);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
