import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "tsup";

type Targets = string | { readonly [condition: string]: Targets };
interface Manifest {
  readonly exports?: Targets;
  readonly imports?: Targets;
  readonly bin?: Targets;
}

// pnpm runs this in the package's own folder, whose package.json is the one list of entries.
const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));
const targets = [manifest.exports, manifest.imports, manifest.bin].flatMap(targetsOf);
const built = targets.filter((target) => target.startsWith("./dist/"));

function targetsOf(targets: Targets | undefined): string[] {
  if (targets === undefined) return [];
  return typeof targets === "string" ? [targets] : Object.values(targets).flatMap(targetsOf);
}

/** `./dist/http/alb.js` is built from `src/http/alb.ts` or `src/http/alb/index.ts`. */
function sourceOf(entry: string): string {
  const file = `src/${entry}.ts`;
  return existsSync(file) ? file : `src/${entry}/index.ts`;
}

const entries = new Set(built.map((target) => target.replace("./dist/", "").replace(/\.c?js$/, "")));

export default defineConfig({
  entry: Object.fromEntries([...entries].map((entry) => [entry, sourceOf(entry)])),
  format: built.some((target) => target.endsWith(".cjs")) ? ["esm", "cjs"] : ["esm"],
  target: ["node20", "es2022"],
  // `#fetch` is chosen where the code runs, and a module with side effects keeps a file of its own, so that
  // `sideEffects` can name it.
  external: [/^#/],
  removeNodeProtocol: false,
  splitting: true,
  treeshake: true,
  clean: true,
  silent: true,
  // tsup sets `baseUrl`, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
});
