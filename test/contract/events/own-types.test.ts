import { beforeAll, describe, expect, it } from "vitest";
import { buildersOf } from "../../docs/generated/builders.js";
import { matrix } from "../matrix.js";
import { awsTypes, awsWithoutType } from "./typed/aws.js";
import { compileIn } from "./typed/compile.js";
import * as others from "./typed/others.js";
import { type OwnType, type TypedRow, UNDEFINED, type WithoutType } from "./typed/row.js";

const rowsOf: Readonly<Record<string, readonly [rows: readonly TypedRow[], without: WithoutType]>> = {
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

/** The same line for an expression, whose type must not be `any` either: that fits every type. */
function typed(index: number, type: OwnType, expression: string): string {
  const known = `export const k${index}: 0 extends 1 & typeof v${index} ? never : unknown = v${index};`;
  return `${line(index, type, expression)} export const v${index} = ${expression}; ${known}`;
}

/** The lines of a row: the value that is built, the same as the type would have it, and the type of the expression. */
async function linesOf([, type, built, differs]: TypedRow, index: number): Promise<readonly string[]> {
  const at = LINES * index;
  if (typeof built === "string") return ["", "", typed(at + 2, type, built)];
  const json = JSON.stringify(await (typeof built === "function" ? built() : built.value()));
  const adjusted =
    differs && JSON.stringify(differs.adjust(JSON.parse(json))).replaceAll(`"${UNDEFINED}"`, "undefined");
  return [
    line(at, type, json),
    adjusted ? line(at + 1, type, adjusted) : "",
    typeof built === "function" ? "" : typed(at + 2, type, `await ${built.expression}`),
  ];
}

/** Lines of each row. */
const LINES = 3;

describe("what builders build, in the provider's own types", () => {
  const problems = new Map<string, ReadonlyMap<number, string>>();

  beforeAll(async () => {
    const programs = new Map<string, string>();
    for (const [provider, [rows]] of Object.entries(rowsOf)) {
      const names = new Set(rows.flatMap(([name, , built]) => (typeof built === "function" ? [] : [name])));
      const imports = `import { ${[...names].join(", ")} } from "../src/simulator/index.js";`;
      const lines = await Promise.all(rows.map(linesOf));
      programs.set(provider, [imports, ...lines.flat()].join("\n"));
    }
    for (const [provider, found] of compileIn(programs))
      problems.set(provider, new Map(found.map(({ line, text }) => [line - 1, text])));
  }, 120_000);

  describe.each(matrix)("$provider", ({ provider }) => {
    const [rows, without] = rowsOf[provider] ?? [[], {}];
    const problemOf = (index: number) => problems.get(provider)?.get(index);
    const all = rows.map((row, index) => ({
      name: row[0],
      type: row[1].type,
      differs: row[3],
      value: () => problemOf(LINES * index),
      adjusted: () => problemOf(LINES * index + 1),
      expression: () => problemOf(LINES * index + 2),
      hasValue: typeof row[2] !== "string",
      isTyped: typeof row[2] !== "function",
    }));

    it.each(all.filter(({ hasValue, differs }) => hasValue && !differs))(
      "$name: $type accepts it",
      ({ value }) => {
        expect(value() === undefined, value()).toBe(true);
      },
    );

    it.each(all.filter(({ isTyped, differs }) => isTyped && !differs))(
      "$name: $type accepts it without a cast",
      ({ expression }) => {
        expect(expression() === undefined, expression()).toBe(true);
      },
    );

    it.each(all.filter(({ differs }) => differs))(
      "$name: $type accepts it but for a difference",
      ({ differs, isTyped, value, adjusted, expression }) => {
        expect(value(), `gone: ${differs?.why}`).toBeDefined();
        expect(adjusted() === undefined, adjusted()).toBe(true);
        if (isTyped) expect(expression(), "the builder's type hides the difference").toBeDefined();
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
