import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

type Targets = string | { readonly [condition: string]: Targets };
interface Manifest {
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, Targets>>;
  readonly imports?: Readonly<Record<string, Targets>>;
}

// pnpm runs this in the package's own folder, whose package.json is the one list of entries.
const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));

const entries = Object.values({ ...manifest.exports, ...manifest.imports }).flatMap((targets) => {
  if (typeof targets === "string" || !targets["onefn-source"]) return [];
  return pair(targets["onefn-source"], targets);
});

/** Every built file beside the source it is built from; where sources go by conditions, so does what is built. */
function pair(source: Targets, built: Targets): [entry: string, source: string][] {
  if (typeof source !== "string" && typeof built !== "string") {
    return Object.entries(source).flatMap(([condition, each]) => pair(each, built[condition] ?? {}));
  }
  const files = targetsOf(built).filter((file) => file.startsWith("./dist/"));
  return files.map((file) => [entryOf(file), String(source)]);
}

function targetsOf(targets: Targets): string[] {
  return typeof targets === "string" ? [targets] : Object.values(targets).flatMap(targetsOf);
}

/** `./dist/http/alb.cjs` is of entry `http/alb`. */
function entryOf(file: string): string {
  return file.replace("./dist/", "").replace(/\.c?js$/, "");
}

export default defineConfig({
  entry: Object.fromEntries(entries),
  format: JSON.stringify(manifest.exports).includes(".cjs") ? ["esm", "cjs"] : ["esm"],
  target: ["node20", "es2022"],
  removeNodeProtocol: false,
  splitting: true,
  esbuildPlugins: [
    {
      // `#fetch` is chosen where the code runs, and a module with side effects keeps a file of its own, so that
      // `sideEffects` can name it. Declarations have neither: the resolution before `exports` knows no `#fetch`. Modules
      // of a runtime are no files at all.
      name: "imports",
      setup(build) {
        build.onResolve({ filter: /^(?:#|cloudflare:)/ }, ({ path }) => ({ path, external: true }));
      },
    },
  ],
  plugins: [
    {
      // Jest runs CommonJS without `import()`, so there it is a `require`. (esbuild's own way to do this puts helpers
      // into every file of the package.)
      name: "require",
      renderChunk(code) {
        if (this.format !== "cjs") return;
        return {
          code: code.replace(
            /\bimport\((['"][^'"]+['"]|\w+)\)/g,
            "Promise.resolve().then(() => require($1))",
          ),
        };
      },
    },
  ],
  treeshake: true,
  clean: true,
  silent: true,
  // Nobody compiles against the examples, and what only runs can do without declarations, which take most of a build.
  // tsup sets `baseUrl`, which TypeScript 6 deprecates.
  dts:
    manifest.private || process.env.ONEFN_DECLARATIONS === "off"
      ? false
      : { compilerOptions: { ignoreDeprecations: "6.0" } },
});
