import { join } from "node:path";
import ts from "typescript";
import { root } from "../../../docs/documents.js";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2023.d.ts"],
  types: ["node"],
  customConditions: ["onefn-source"],
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  exactOptionalPropertyTypes: true,
};

/**
 * Compiles programs that are in no file, each as if it lay in the tests of its provider's package: there it finds the
 * provider's own types.
 *
 * @returns what TypeScript has to say of the lines of each.
 */
export function compileIn(
  programs: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly { readonly line: number; readonly text: string }[]> {
  const files = new Map([...programs].map(([provider, text]) => [pathIn(provider), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists.call(host, path);
  host.readFile = (path) => files.get(path) ?? readFile.call(host, path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile.call(host, path, language, ...rest)
      : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return new Map(
    [...programs.keys()].map((provider) => {
      const file = program.getSourceFile(pathIn(provider));
      const found = file
        ? [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
        : [];
      return [
        provider,
        found.map(({ start = 0, messageText }) => ({
          line: file?.getLineAndCharacterOfPosition(start).line ?? 0,
          text: ts.flattenDiagnosticMessageText(messageText, "\n"),
        })),
      ];
    }),
  );
}

const pathIn = (provider: string) => join(root, "packages", provider, "test", "builders.in-memory.ts");
