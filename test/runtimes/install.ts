import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly bin?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const here = import.meta.dirname;
const sources = join(here, "../../packages");
const modules = join(here, "node_modules");
const execute = promisify(execFile);

/** Gives this folder what a user would install: the runtimes by the lockfile, and our packages as they are packed. */
export default async function install(): Promise<void> {
  await installThirdParties();
  const wanted = readManifest(here).dependencies ?? {};
  const unpacking = readdirSync(sources).map(async (folder) => {
    const source = join(sources, folder);
    const manifest = readManifest(source);
    // The command line starts functions; it is no part of what a runtime loads.
    if (manifest.bin) return;
    requireSameDependencies(manifest, wanted);
    await unpack(manifest.name, source);
  });
  await Promise.all(unpacking);
}

async function installThirdParties(): Promise<void> {
  const installed = join(modules, ".pnpm/lock.yaml");
  const wanted = readFileSync(join(here, "pnpm-lock.yaml"), "utf8");
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return;
  await run("pnpm", ["install", "--frozen-lockfile"], here);
}

/** The lockfile holds third parties only, so what our packages need stands in this folder's package.json too. */
function requireSameDependencies(manifest: Manifest, wanted: Readonly<Record<string, string>>): void {
  for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
    if (version.startsWith("workspace:") || wanted[name] === version) continue;
    throw new Error(
      `[onefn/runtimes] ${manifest.name} needs ${name} ${version}, and test/runtimes/package.json has ` +
        `${wanted[name] ?? "none"}. Write the same version there and run \`npx -y pnpm@10 install\` in test/runtimes.`,
    );
  }
}

async function unpack(name: string, source: string): Promise<void> {
  if (!existsSync(join(source, "dist"))) {
    throw new Error(`[onefn/runtimes] ${name} is not built. Run \`npx -y pnpm@10 build\` first.`);
  }
  const place = join(modules, name);
  const tarball = join(modules, ".packed", `${name.replace("/", "-")}.tgz`);
  mkdirSync(join(modules, ".packed"), { recursive: true });
  await run("pnpm", ["pack", "--config.ignore-scripts=true", "--out", tarball], source);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", place], here);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  await execute(command, args, { cwd });
}
