import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import { describe, expect, it } from "vitest";
import { compile } from "./compile.js";
import { NODE_TYPES, packages, project } from "./packed.js";

const workspace = join(import.meta.dirname, "../..");

describe.each(packages)("$name", ({ tarball, commonjs }) => {
  it("shows the types of every entry to every module resolution", async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    const problems = result.types ? result.problems : ["no types"];
    expect(problems.filter((problem) => typeof problem === "string" || counts(problem, commonjs))).toEqual(
      [],
    );
  });
});

function counts(problem: Problem, commonjs: boolean): boolean {
  return commonjs || problem.kind !== "CJSResolvesToESM";
}

/** The command is ESM alone, and takes what a CommonJS project has defined. */
const COMMONJS = `
import { simulator } from "@onefn/aws/simulator";
import { checkFunction, runContract } from "@onefn/contract";
import { http, json, message, reject } from "onefn";
const hello = http({ path: "/hello/:name" }, (_, context) => json({ hello: context.params.name }));
const orders = message({ from: "orders", as: "text" }, () => reject());
export async function check() {
  const { startDev } = await import("@onefn/cli");
  const { adapt } = await import("@onefn/aws");
  adapt({ hello, orders });
  return [
    await checkFunction(hello, []),
    await checkFunction({ hello, orders }, [], { simulators: [simulator] }),
    await runContract(simulator),
    await startDev({ functions: { hello, orders }, simulators: [simulator] }),
  ];
}`;

describe.each([
  // The one that templates of AWS SAM use. It knows no `exports`, and TypeScript 6 deprecates it.
  { resolution: "node10", module: "commonjs", lib: ["es2022"], types: ["node"] },
  { resolution: "node16", module: "node16", lib: ["es2022"], types: ["node"] },
  { resolution: "nodenext", module: "nodenext", lib: ["es2022"], types: ["node"] },
  { resolution: "bundler", module: "esnext", lib: ["es2022", "dom", "dom.iterable"], types: [] },
])("a project with moduleResolution $resolution and types $types", ({ resolution, module, lib, types }) => {
  it("compiles against every entry", () => {
    const usable = packages.filter(({ name }) => types.includes("node") || !NODE_TYPES.has(name));
    const entries = usable.flatMap((each) => each.entries);
    const imports = entries.map((entry, index) => `import * as entry${index} from "${entry}";`);
    const uses = `export default [${entries.map((_, index) => `entry${index}`)}];`;
    writeFileSync(join(project, "entries.ts"), [...imports, uses].join("\n"));
    writeFileSync(
      join(project, "consumer.ts"),
      readFileSync(join(import.meta.dirname, "fixtures/consumer.ts")),
    );
    // It uses the command, whose types speak of Node's.
    const files = ["entries.ts", "consumer.ts", ...(types.includes("node") ? ["commonjs.cts"] : [])];
    writeFileSync(join(project, "commonjs.cts"), COMMONJS);
    const compilerOptions = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: "es2022" },
      ...{ module, moduleResolution: resolution, lib, types },
      ...(resolution === "node10" && { ignoreDeprecations: "6.0" }),
      typeRoots: [join(workspace, "node_modules/@types")],
    };
    const config = join(project, `tsconfig.${resolution}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions, files }));
    expect(compile(config)).toBe("");
  });
});
