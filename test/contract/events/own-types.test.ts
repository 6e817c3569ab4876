import { beforeAll, describe, expect, it } from "vitest";
import { buildersOf } from "../../docs/generated/builders.js";
import { matrix } from "../matrix.js";
import { awsTypes, awsWithoutType } from "./typed/aws.js";
import { compileIn } from "./typed/compile.js";
import * as others from "./typed/others.js";
import { type OwnType, type TypedRow, UNDEFINED, type WithoutType } from "./typed/row.js";

const typed: Readonly<Record<string, readonly [rows: readonly TypedRow[], without: WithoutType]>> = {
  aws: [awsTypes, awsWithoutType],
  azure: [others.azureTypes, others.azureWithoutType],
  cloudflare: [others.cloudflareTypes, {}],
  gcp: [others.gcpTypes, others.gcpWithoutType],
  netlify: [others.netlifyTypes, {}],
  server: [[], others.serverWithoutType],
  vercel: [others.vercelTypes, {}],
};

/** A line in which the provider's type is given a value. */
function line(index: number, { from, type, without }: OwnType, value: string): string {
  const imported = from === undefined ? type : `import("${from}").${type}`;
  const wanted = without === undefined ? imported : `Omit<${imported}, ${without}>`;
  return `export const n${index}: ${wanted} = ${value};`;
}

/** Two lines: what is built, and what the type would have instead. */
async function linesOf([, type, built, differs]: TypedRow, index: number): Promise<readonly string[]> {
  if (typeof built === "string") return [line(2 * index, type, built), ""];
  const value = await built();
  const json = JSON.stringify(value);
  const adjusted =
    differs && JSON.stringify(differs.adjust(JSON.parse(json))).replaceAll(`"${UNDEFINED}"`, "undefined");
  return [line(2 * index, type, json), adjusted ? line(2 * index + 1, type, adjusted) : ""];
}

describe("what builders build, in the provider's own types", () => {
  const problems = new Map<string, ReadonlyMap<number, string>>();

  beforeAll(async () => {
    const programs = new Map<string, string>();
    for (const [provider, [rows]] of Object.entries(typed)) {
      const names = new Set(rows.flatMap(([name, , built]) => (typeof built === "string" ? [name] : [])));
      const imports = `import { ${[...names].join(", ")} } from "../src/simulator/index.js";`;
      const lines = await Promise.all(rows.map(linesOf));
      programs.set(provider, [imports, ...lines.flat()].join("\n"));
    }
    for (const [provider, found] of compileIn(programs))
      problems.set(provider, new Map(found.map(({ line, text }) => [line - 1, text])));
  }, 120_000);

  describe.each(matrix)("$provider", ({ provider }) => {
    const [rows, without] = typed[provider] ?? [[], {}];
    const problemOf = (index: number) => problems.get(provider)?.get(index);
    const typeOf = rows.map((row, index) => [row[0], row[1].type, index, row[3]] as const);

    it.each(typeOf.filter(([, , , differs]) => !differs))("%s: %s accepts it", (_, __, index) => {
      const problem = problemOf(2 * index);
      expect(problem === undefined, problem).toBe(true);
    });

    it.each(typeOf.filter(([, , , differs]) => differs))(
      "%s: %s accepts it but for a difference",
      (_, __, index, differs) => {
        expect(problemOf(2 * index), `gone: ${differs?.why}`).toBeDefined();
        const problem = problemOf(2 * index + 1);
        expect(problem === undefined, problem).toBe(true);
      },
    );

    it("has a type or a reason for every builder", () => {
      const known = new Set([...rows.map(([name]) => name), ...Object.keys(without)]);
      const builders = buildersOf(provider).map(({ name }) => name);
      expect(builders.filter((name) => !known.has(name))).toEqual([]);
      expect([...known].filter((name) => !builders.includes(name))).toEqual([]);
    });
  });
});
