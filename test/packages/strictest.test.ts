import { execFileSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { project } from "./packed.js";

const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");

it("compiles in a project of ESM and CommonJS with the strictest settings", () => {
  for (const file of ["helpers.cts", "strictest.mts"])
    copyFileSync(join(import.meta.dirname, "fixtures", file), join(project, file));
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ noImplicitReturns: true, noPropertyAccessFromIndexSignature: true, noImplicitOverride: true },
    ...{ noFallthroughCasesInSwitch: true, verbatimModuleSyntax: true, isolatedModules: true },
    ...{ noUnusedLocals: true, noUnusedParameters: true, skipLibCheck: false },
    ...{ noEmit: true, target: "es2022", module: "nodenext", lib: ["es2022"], types: ["node"] },
    typeRoots: [join(import.meta.dirname, "../../node_modules/@types")],
  };
  const config = join(project, "tsconfig.strictest.json");
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ["helpers.cts", "strictest.mts"] }));
  expect(compile(config)).toBe("");
});

/** What TypeScript has to say, or nothing. */
function compile(config: string): string {
  try {
    execFileSync(process.execPath, [tsc, "-p", config], { cwd: project, encoding: "utf8" });
    return "";
  } catch (error) {
    return String((error as { stdout: unknown }).stdout);
  }
}
