import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { root } from "./documents.js";

interface Manifest {
  readonly exports?: Readonly<Record<string, { readonly "onefn-source"?: string } | string>>;
}

/** The sources of everything that a package exports. */
const entries = readdirSync(join(root, "packages")).flatMap((folder) => {
  const file = join(root, "packages", folder, "package.json");
  if (!existsSync(file)) return [];
  const { exports = {} } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return Object.entries(exports).flatMap(([name, to]) => {
    const source = typeof to === "string" ? undefined : to["onefn-source"];
    if (!source) return [];
    return [{ name: `${folder}${name.slice(1)}`, file: join(root, "packages", folder, source) }];
  });
});

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config,
  ts.sys,
  root,
);
const program = ts.createProgram(
  entries.map(({ file }) => file),
  options,
);
const checker = program.getTypeChecker();

it.each(entries)("$name: every export says what it is", ({ file }) => {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module ? checker.getExportsOfModule(module) : [];
  const silent = exported.filter((symbol) => {
    const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return real.getDocumentationComment(checker).length === 0;
  });
  expect(silent.map(({ name }) => name)).toEqual([]);
});
