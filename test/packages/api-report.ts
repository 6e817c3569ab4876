import { join } from "node:path";
import ts from "typescript";
import type { Packed } from "./packed.js";

const printer = ts.createPrinter({ removeComments: true });

/**
 * The public interface of a package as one page: for every entry the names it exports, then every declaration
 * behind them once, without comments. A change of the interface is a change of this page.
 */
export function apiReport({ name, folder, entries }: Packed, project: string): string {
  const files = new Map(entries.map((entry) => [entry, declarationsOf(entry, project)]));
  const program = ts.createProgram([...files.values()], { skipLibCheck: true, types: [] });
  const checker = program.getTypeChecker();
  const declarations = new Map<string, string>();
  const lines = [`# ${name}`, "", "Written by `pnpm api`.", ""];

  for (const [entry, file] of files) {
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    const names = symbol ? checker.getExportsOfModule(symbol).map((each) => each.name) : [];
    lines.push(
      `- \`${entry}\`: ${
        names
          .sort()
          .map((each) => `\`${each}\``)
          .join(", ") || "nothing"
      }`,
    );
  }

  for (const source of program.getSourceFiles()) {
    if (!source.fileName.startsWith(join(folder, "dist"))) continue;
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) continue;
      const text = printer.printNode(ts.EmitHint.Unspecified, inOrder(statement, source), source);
      declarations.set(text, nameOf(statement));
    }
  }
  const sorted = [...declarations].sort(([a, nameA], [b, nameB]) => order(nameA, nameB) || order(a, b));
  return [...lines, "", "```ts", ...sorted.map(([text]) => text), "```", ""].join("\n");
}

/**
 * Sorts the members of object types and unions. Where TypeScript wrote the type itself, they are in the order in which it
 * met them, and that depends on what else was compiled before.
 */
function inOrder(statement: ts.Statement, source: ts.SourceFile): ts.Statement {
  const sorted = <Node extends ts.Node>(nodes: readonly Node[]) =>
    nodes
      .map((node) => [node, printer.printNode(ts.EmitHint.Unspecified, node, source)] as const)
      .sort(([, a], [, b]) => order(a, b))
      .map(([node]) => node);
  const visit = (node: ts.Node): ts.Node => {
    const seen = ts.visitEachChild(node, visit, undefined);
    if (ts.isTypeLiteralNode(seen)) return ts.factory.createTypeLiteralNode(sorted(seen.members));
    if (ts.isUnionTypeNode(seen)) return ts.factory.createUnionTypeNode(sorted(seen.types));
    return seen;
  };
  return ts.visitNode(statement, visit) as ts.Statement;
}

function declarationsOf(entry: string, project: string): string {
  const options = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 };
  const importer = join(project, "entries.mts");
  const found = ts.resolveModuleName(
    entry,
    importer,
    options,
    ts.sys,
    undefined,
    undefined,
    ts.ModuleKind.ESNext,
  );
  if (!found.resolvedModule) throw new Error(`${entry} has no declarations`);
  return found.resolvedModule.resolvedFileName;
}

function nameOf(statement: ts.Statement): string {
  const named = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement;
  return (named as ts.NamedDeclaration | undefined)?.name?.getText() ?? "";
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
