import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

/** What `exports` and `imports` are made of: a path, or paths by condition. */
export type Targets = string | { readonly [condition: string]: Targets };

/** The parts of a package.json that these tests read. */
export interface Manifest {
  readonly name: string;
  readonly keywords?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly sideEffects: false | readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Targets>>;
  readonly imports?: Readonly<Record<string, Targets>>;
  readonly publishConfig: { readonly exports: unknown; readonly imports?: unknown };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** One of our packages as a user gets it: packed by pnpm, installed by npm. */
export interface Packed {
  readonly name: string;
  readonly tarball: string;
  /** Where npm unpacked it. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Import specifiers, such as `@onefn/aws/http/alb`. */
  readonly entries: readonly string[];
  /** Whether CommonJS projects can `require` it. */
  readonly commonjs: boolean;
}

/** Packages for processes that start once and live long: they may import Node's modules and load slowly. */
export const LONG_LIVED: ReadonlySet<string> = new Set(["@onefn/server", "@onefn/cli"]);

/** Packages whose types speak of Node's own, so that their users need `@types/node`. */
export const NODE_TYPES: ReadonlySet<string> = new Set(["@onefn/server", "@onefn/cli", "@onefn/gcp"]);

/** A fresh project that has every package installed. */
export const project = inject("project");

export const packages: readonly Packed[] = Object.entries(inject("tarballs")).map(([name, tarball]) => {
  const folder = join(project, "node_modules", name);
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entries = Object.keys(manifest.exports).map((path) => join(name, path).replaceAll("\\", "/"));
  return {
    name,
    tarball,
    folder,
    manifest,
    entries,
    commonjs: JSON.stringify(manifest.exports).includes(".cjs"),
  };
});

/** Every path that a package.json field names, whatever its conditions. */
export function targetsOf(targets: Targets): string[] {
  return typeof targets === "string" ? [targets] : Object.values(targets).flatMap(targetsOf);
}
