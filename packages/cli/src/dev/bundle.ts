import { readFile, stat } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

/** Files, with the state of each when it was read. */
export type Stamps = ReadonlyMap<string, string>;

/** Packages are not bundled; CommonJS files among the sources may require them. */
const BANNER = `import { createRequire as createRequireOfBundle } from "node:module";
const require = createRequireOfBundle(import.meta.url);`;

/**
 * Bundles a file and its imports, without packages, into one module. Each file knows where it is.
 *
 * @throws the errors of esbuild, which name file and line.
 */
export async function bundle(file: string, to: string): Promise<Stamps> {
  const stamps = new Map<string, string>();
  await build({
    entryPoints: [file],
    outfile: to,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
    sourcesContent: false,
    banner: { js: BANNER },
    define: {
      "import.meta.url": "importMetaUrl",
      "import.meta.dirname": "importMetaDirname",
      "import.meta.filename": "importMetaFilename",
      // CommonJS files ask by these names.
      __dirname: "importMetaDirname",
      __filename: "importMetaFilename",
    },
    plugins: [reading(stamps)],
    logLevel: "silent",
  });
  return stamps;
}

/** Source that may ask where it is. */
const ASKS = /import\.meta|__(?:dir|file)name/;

const SCRIPTS = new Set([".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx"]);

/** Reads every file after noting its state, so that a change during the read counts as a later change. */
function reading(stamps: Map<string, string>): Plugin {
  return {
    name: "onefn",
    setup(hooks) {
      hooks.onLoad({ filter: /./, namespace: "file" }, async ({ path }) => {
        stamps.set(path, await stampOf(path));
        const contents = await readFile(path);
        const asks = SCRIPTS.has(extname(path)) && ASKS.test(`${contents}`);
        return { contents: asks ? withImportMeta(path, `${contents}`) : contents, loader: "default" };
      });
    },
  };
}

/** Declares the names on the first line, so that lines keep their numbers. In the place of a `#!`, which must come first. */
function withImportMeta(path: string, source: string): string {
  const text = JSON.stringify;
  const names =
    `const importMetaUrl = ${text(pathToFileURL(path).href)}, ` +
    `importMetaDirname = ${text(dirname(path))}, importMetaFilename = ${text(path)};`;
  return names + source.replace(/^#!.*/, "");
}

/** A value that differs after every change of a file; empty if there is no file. */
export async function stampOf(path: string): Promise<string> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined);
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}` : "";
}
