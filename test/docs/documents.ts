import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A page of Markdown. */
export interface Document {
  /** From the repository's root, such as `docs/testing.md`. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A block of TypeScript. */
export interface Block {
  /** The file that its first line names, as in `// aws.ts`; one of its own where it names none. */
  readonly file: string;
  readonly code: string;
  /** Whether it can be run; ```` ```ts no-run ```` says that it only shows. */
  readonly runs: boolean;
}

/** Every page of Markdown that people read. */
export const documents: readonly Document[] = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  ...readmesIn("packages"),
  "examples/README.md",
  ...readmesIn("examples"),
  ...pagesIn("docs"),
].map((path) => {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, blocks: blocksOf(text) };
});

function readmesIn(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder)).sort();
  return names.map((name) => `${folder}/${name}/README.md`).filter((path) => existsSync(join(root, path)));
}

function pagesIn(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort();
  return names.filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`);
}

function blocksOf(markdown: string): readonly Block[] {
  const fences = markdown.matchAll(/^```ts( no-run)?\n(?:\/\/ ([\w./-]+\.ts)\n)?([\s\S]*?)^```$/gm);
  return [...fences].map(([, compileOnly, file, code = ""], index) => ({
    file: file ?? `example-${index + 1}.ts`,
    code,
    runs: compileOnly === undefined,
  }));
}
