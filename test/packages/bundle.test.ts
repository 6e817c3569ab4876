import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundle } from "./bundle.js";
import { LONG_LIVED, type Manifest, packages } from "./packed.js";

const KB = 1024;

/** The smallest function of each kind. */
const functions: Readonly<Record<string, string>> = {
  http: `import { http, json } from "onefn"; const fn = http({ path: "/hello/:name" }, (request, context) => json(context.params));`,
  message: `import { message, retry } from "onefn"; const fn = message((message) => message.data ? undefined : retry());`,
};

/** KB after gzip, just above what is reached: docs/decisions/ceilings.md says what the bytes are. */
const CEILINGS: Readonly<Record<string, { readonly wire: number; readonly kind: number }>> = {
  http: { wire: 17, kind: 18.5 },
  message: { wire: 9.5, kind: 9.5 },
};
const EVERYTHING = 22;

/** Never in what runs in the cloud, whatever is imported. */
const FORBIDDEN = [
  /^zod\//,
  /^undici\//,
  /^@aws-sdk\//,
  /\/simulator/,
  /\/target/,
  /^@onefn\/(contract|cli)\//,
];

/** Part of every Node process, so that importing it costs nothing. */
const FREE = new Set(["node:buffer"]);

// Every adapter has a guard in `./platform`; its other entries are `.`, `./kind` and `./kind/wire`.
const adapters = packages
  .filter(({ name, entries }) => entries.includes(`${name}/platform`))
  .flatMap(({ name, entries }) =>
    entries.flatMap((entry) => {
      const [kind, wire] = entry.slice(name.length + 1).split("/");
      if (!kind)
        return Object.keys(functions).map((each) => ({ name, entry, kind: each, ceiling: EVERYTHING }));
      const ceilings = CEILINGS[kind];
      return ceilings ? [{ name, entry, kind, ceiling: wire ? ceilings.wire : ceilings.kind }] : [];
    }),
  );

describe.each(adapters)("a $kind function under $entry", async ({ name, entry, kind, ceiling }) => {
  const program = `${functions[kind]} import { adapt } from "${entry}"; export default adapt(fn);`;
  const { size, inputs, imports } = await bundle(program);

  it(`is at most ${ceiling} KB`, () => {
    console.info(`${entry} (${kind}): ${size} bytes`);
    expect(size).toBeLessThanOrEqual(ceiling * KB);
  });

  it("carries nothing that it does not need", () => {
    expect(inputs.filter((path) => FORBIDDEN.some((pattern) => pattern.test(path)))).toEqual([]);
    if (!LONG_LIVED.has(name)) expect(imports.filter((path) => !FREE.has(path))).toEqual([]);
  });
});

const importers = packages.flatMap(({ name, entries }) =>
  entries.filter((entry) => importsGlobals(name, entry)).map((entry) => ({ name, entry })),
);

it.each(importers)("$entry keeps the module that $name lists in sideEffects", async ({ name, entry }) => {
  const { inputs } = await bundle(`export * from "${entry}";`);
  expect(inputs).toContain(`${name}/dist/globals.js`);
});

/** Whether the source of an entry has the import whose survival is asked for. */
function importsGlobals(name: string, entry: string): boolean {
  const folder = join(import.meta.dirname, "../../packages", name.replace("@onefn/", ""));
  const { exports }: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const targets = exports[`.${entry.slice(name.length)}`] as { readonly "onefn-source": string };
  return readFileSync(join(folder, targets["onefn-source"]), "utf8").includes('import "#globals"');
}

describe("a Response in a bundle", () => {
  const program = `import { createResponse } from "onefn/provider";
    createResponse("hello");
    console.log(process.moduleLoadList.some((name) => name.includes("undici")));`;

  it("is light on Node, where the native one is slow to load", async () => {
    expect(print((await bundle(program)).code)).toBe("false");
  });

  it.each(["workerd", "edge-light", "deno", "bun", "browser"])(
    "is the runtime's own on %s",
    async (runtime) => {
      expect(print((await bundle(program, [runtime])).code)).toBe("true");
    },
  );
});

/** What a program prints on this Node. */
function print(code: string): string {
  const args = ["--input-type=module", "--eval", code];
  return execFileSync(process.execPath, args, { encoding: "utf8" }).trim();
}

const optIns = packages.flatMap(({ name, entries, manifest }) =>
  entries.filter((entry) =>
    (manifest.sideEffects || []).includes(`./dist/${entry.slice(name.length + 1)}.js`),
  ),
);

it.each(optIns)("`import %j` alone stays in a bundle", async (entry) => {
  expect((await bundle(`import "${entry}";`)).code).not.toBe("");
});
