import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { type Block, type Document, documents, root } from "./documents.js";

const here = import.meta.dirname;
const withCode = documents.filter(({ blocks }) => blocks.length > 0);

/** Where a page's blocks stand, as the compiler sees it: each page has a folder of its own. */
const pathOf = ({ path }: Document, { file }: Block) => join(here, path.replaceAll(/\W+/g, "-"), file);

const sources = new Map(
  withCode.flatMap((page) => page.blocks.map((block) => [pathOf(page, block), block.code] as const)),
);

const program = ts.createProgram([...sources.keys()], options(), host(options()));

function options(): ts.CompilerOptions {
  const file = join(root, "tsconfig.json");
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(file, ts.sys.readFile).config,
    ts.sys,
    root,
  );
  return {
    ...options,
    // What an example defines, the reader uses.
    noUnusedLocals: false,
    noUnusedParameters: false,
    // What strict projects ask of their code, and the templates of some clouds: an example has to compile there.
    noImplicitReturns: true,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
}

/** The file system, with the blocks in it. */
function host(options: ts.CompilerOptions): ts.CompilerHost {
  const real = ts.createCompilerHost(options);
  const folders = new Set([...sources.keys()].map(dirname));
  return {
    ...real,
    fileExists: (file) => sources.has(file) || real.fileExists(file),
    readFile: (file) => sources.get(file) ?? real.readFile(file),
    directoryExists: (folder) => folders.has(folder) || ts.sys.directoryExists(folder),
    getSourceFile(file, version) {
      const code = sources.get(file);
      return code === undefined
        ? real.getSourceFile(file, version)
        : ts.createSourceFile(file, code, {
            ...(version as object),
            languageVersion: ts.ScriptTarget.ES2022,
          });
    },
  };
}

it.each(withCode)(
  "$path: its TypeScript compiles",
  (page) => {
    const errors = page.blocks.flatMap((block) => {
      const source = program.getSourceFile(pathOf(page, block));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map(({ start = 0, messageText }) => {
        const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
        return `${block.file}, line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      });
    });
    expect(errors).toEqual([]);
    // The first to ask has all pages checked.
  },
  60_000,
);

/** Languages of blocks that are no programs of ours; a `js` block is a piece of somebody's deployment. */
const OTHERS = ["text", "sh", "sql", "json", "jsonc", "js", "yaml", "toml", "dockerfile"];

it.each(documents)("$path: no block of TypeScript escapes the compiler", ({ text, blocks }) => {
  const fences = [...text.matchAll(/^[ \t>]*```([^`\n]*)$/gm)].map(([, language = ""]) => language);
  // Fences open and close in turn.
  const opening = fences.filter((_, index) => index % 2 === 0);
  const others = opening.filter((language) => OTHERS.includes(language.split(" ")[0] ?? ""));
  expect(opening.length - others.length).toBe(blocks.length);
});

it.each(withCode)("$path: no two blocks have one name", ({ blocks }) => {
  const files = blocks.map(({ file }) => file);
  expect(files).toEqual([...new Set(files)]);
});
