import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundle, THEIRS } from "./bundle.js";
import { LONG_LIVED, type Manifest, packages } from "./packed.js";

const KB = 1024;

/** The program of a kind, and the maximum size of its bundle in KB after gzip. */
interface Kind {
  /** The smallest function. */
  readonly program: string;
  /** Just above the actual size. docs/decisions/ceilings.md explains the bytes. */
  readonly ceilings: {
    readonly wire: number;
    readonly kind: number;
    /** A wire whose events arrive as requests, with the http path that verifies them. */
    readonly requests?: number;
  };
}

/** Every kind that has its own entry. */
const kinds: Readonly<Record<string, Kind>> = {
  http: {
    program: `import { http, json } from "onefn"; const fn = http({ path: "/hello/:name" }, (request, context) => json(context.params));`,
    ceilings: { wire: 17.75, kind: 19.25 },
  },
  message: {
    program: `import { message, retry } from "onefn"; const fn = message((message) => message.data ? undefined : retry());`,
    ceilings: { wire: 16, kind: 18.5, requests: 27.5 },
  },
  change: {
    program: `import { change, retry } from "onefn"; const fn = change((change) => change.after ? undefined : retry());`,
    ceilings: { wire: 14.5, kind: 19.5, requests: 31.75 },
  },
  storage: {
    program: `import { retry, storage } from "onefn"; const fn = storage(({ key }) => key ? undefined : retry());`,
    ceilings: { wire: 14.75, kind: 15.25, requests: 28.25 },
  },
  schedule: {
    program: `import { schedule } from "onefn"; const fn = schedule({ cron: "0 8 * * *" }, ({ scheduledAt }) => void scheduledAt);`,
    ceilings: { wire: 14.25, kind: 14.75, requests: 25.75 },
  },
  event: {
    program: `import { event, retry } from "onefn"; const fn = event(({ data }) => data ? undefined : retry());`,
    ceilings: { wire: 13.75, kind: 15.25, requests: 28.25 },
  },
  task: {
    program: `import { task } from "onefn"; const fn = task((input) => input);`,
    ceilings: { wire: 8.75, kind: 20.75, requests: 18 },
  },
  transform: {
    program: `import { drop, transform } from "onefn"; const fn = transform(({ data }) => (data ? "x" : drop()));`,
    ceilings: { wire: 14.5, kind: 27, requests: 26.5 },
  },
  identity: {
    program: `import { allow, deny, identity } from "onefn"; const fn = identity({ on: "signUp" }, ({ user }) => user.email ? allow() : deny());`,
    ceilings: { wire: 9.5, kind: 9.5, requests: 26.25 },
  },
};
const EVERYTHING = 45.25;

/** Never part of a bundle for the cloud, whatever it imports. */
const FORBIDDEN = [
  /^zod\//,
  /^undici\//,
  /^@aws-sdk\//,
  /\/simulator/,
  /\/target/,
  /^@onefn\/(contract|cli)\//,
];

/** Part of every Node process, so importing it costs nothing, or of the user's project. */
const FREE = new Set(["node:buffer", ...THEIRS]);

// Every adapter has a guard in `./platform`; its other entries are `.`, `./kind` and `./kind/wire`.
const adapters = packages
  .filter(({ name, entries }) => entries.includes(`${name}/platform`))
  .flatMap(({ name, entries }) =>
    entries.flatMap((entry) => {
      const [kind, wire] = entry.slice(name.length + 1).split("/");
      if (!kind) return Object.keys(kinds).map((each) => ({ name, entry, kind: each, ceiling: EVERYTHING }));
      if (!isKind(kind)) return [];
      const ceilings = kinds[kind]?.ceilings;
      if (!ceilings) throw new Error(`${entry} has no ceiling: add the kind "${kind}" to the table above.`);
      const { requests } = ceilings;
      if (wire && requests && /requestPipeline|withTaskRequests/.test(sourceOf(name, entry)))
        return [{ name, entry, kind, ceiling: requests }];
      return [{ name, entry, kind, ceiling: wire ? ceilings.wire : ceilings.kind }];
    }),
  );

/** Whether an entry's first word is a kind. Only kinds have entries below them, one for each wire. */
function isKind(word: string): boolean {
  if (Object.hasOwn(kinds, word)) return true;
  return packages.some(({ name, entries }) => entries.some((entry) => entry.startsWith(`${name}/${word}/`)));
}

describe.each(adapters)("a $kind function under $entry", async ({ name, entry, kind, ceiling }) => {
  const program = `${kinds[kind]?.program} import { adapt } from "${entry}"; export default adapt(fn);`;
  const { size, inputs, imports } = await bundle(program);

  it(`is at most ${ceiling} KB`, () => {
    console.info(`${entry} (${kind}): ${size} bytes`);
    expect(size).toBeLessThanOrEqual(ceiling * KB);
  });

  it("contains nothing that it does not need", () => {
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

/** Whether the source of an entry has the import that must survive. */
function importsGlobals(name: string, entry: string): boolean {
  return sourceOf(name, entry).includes('import "#globals"');
}

/** The source of an entry. */
function sourceOf(name: string, entry: string): string {
  const folder = join(import.meta.dirname, "../../packages", name.replace("@onefn/", ""));
  const { exports }: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const targets = exports[`.${entry.slice(name.length)}`] as { readonly "onefn-source": string };
  return readFileSync(join(folder, targets["onefn-source"]), "utf8");
}

describe("a Response in a bundle", () => {
  const program = `import { createResponse } from "onefn/provider";
    createResponse("hello");
    console.log(process.moduleLoadList.some((name) => name.includes("undici")));`;

  it("is onefn's own on Node, where the native one is slow to load", async () => {
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

it.each(optIns)("a bare `import %j` stays in a bundle", async (entry) => {
  expect((await bundle(`import "${entry}";`)).code).not.toBe("");
});
