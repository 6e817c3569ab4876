import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type { Manifest } from "./packed.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** A fresh project into which every packed package was installed. */
    project: string;
    /** Package name to the tarball it was packed into. */
    tarballs: Record<string, string>;
  }
}

const sources = join(import.meta.dirname, "../../packages");

/** Packs every package as `pnpm publish` would and installs the tarballs into a project of their own. */
export default function install({ provide }: TestProject): () => void {
  const project = mkdtempSync(join(tmpdir(), "onefn-packages-"));
  const folders = readdirSync(sources).map((folder) => join(sources, folder));
  const tarballs = Object.fromEntries(folders.map((folder) => pack(folder, project)));
  const others = [...folders.flatMap(peersOf), ...usedBy(import.meta.dirname, ["zod"])];
  const dependencies = { ...Object.fromEntries(others), ...tarballs };
  const manifest = { private: true, type: "module", dependencies, overrides: tarballs };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  run("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"], project);
  provide("project", project);
  provide("tarballs", tarballs);
  return () => rmSync(project, { recursive: true, force: true });
}

function pack(folder: string, project: string): [name: string, tarball: string] {
  const { name } = read(join(folder, "package.json"));
  const tarball = join(project, "tarballs", `${name.replace("/", "-")}.tgz`);
  mkdirSync(join(project, "tarballs"), { recursive: true });
  run("pnpm", ["pack", "--out", tarball], folder);
  return [name, tarball];
}

/** What a package leaves to its user to install, in the version that it is developed with. */
function peersOf(folder: string): [name: string, version: string][] {
  return usedBy(folder, Object.keys(read(join(folder, "package.json")).peerDependencies ?? {}));
}

function usedBy(folder: string, names: readonly string[]): [name: string, version: string][] {
  const { devDependencies = {} } = read(join(folder, "package.json"));
  return Object.entries(devDependencies).filter(([name]) => names.includes(name));
}

function read(manifest: string): Manifest {
  return JSON.parse(readFileSync(manifest, "utf8"));
}

function run(command: string, args: readonly string[], cwd: string): void {
  // pnpm hands its own settings down as npm_config_*, which npm does not know.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("npm_")));
  execFileSync(command, args, { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
}
