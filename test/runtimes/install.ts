import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly bin?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const here = import.meta.dirname;
const sources = join(here, "../../packages");
const modules = join(here, "node_modules");

/** Gives this folder what a user would install: the runtimes by the lockfile, and our packages as they are packed. */
export default function install(): void {
  installThirdParties();
  const wanted = readManifest(here).dependencies ?? {};
  for (const folder of readdirSync(sources)) {
    const source = join(sources, folder);
    const manifest = readManifest(source);
    // The command line starts functions; it is no part of what a runtime loads.
    if (manifest.bin) continue;
    requireSameDependencies(manifest, wanted);
    unpack(manifest.name, source);
  }
}

function installThirdParties(): void {
  const installed = join(modules, ".pnpm/lock.yaml");
  const wanted = readFileSync(join(here, "pnpm-lock.yaml"), "utf8");
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return;
  run("pnpm", ["install", "--frozen-lockfile"], here);
}

/** The lockfile holds third parties only, so what our packages need stands in this folder's package.json too. */
function requireSameDependencies(manifest: Manifest, wanted: Readonly<Record<string, string>>): void {
  for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
    if (version.startsWith("workspace:") || wanted[name] === version) continue;
    throw new Error(
      `[onefn/runtimes] ${manifest.name} needs ${name} ${version}, and test/runtimes/package.json has ` +
        `${wanted[name] ?? "none"}. Write the same version there and run \`npx pnpm@10 install\` in test/runtimes.`,
    );
  }
}

function unpack(name: string, source: string): void {
  if (!existsSync(join(source, "dist"))) {
    throw new Error(`[onefn/runtimes] ${name} is not built. Run \`npx pnpm@10 build\` first.`);
  }
  const place = join(modules, name);
  const tarball = join(modules, ".packed", `${name.replace("/", "-")}.tgz`);
  mkdirSync(join(modules, ".packed"), { recursive: true });
  run("pnpm", ["pack", "--out", tarball], source);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  run("tar", ["-xzf", tarball, "--strip-components=1", "-C", place], here);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

function run(command: string, args: readonly string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
}
