import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const packages = new URL("../../packages/", root);

// Links and not dependencies: the lockfile holds third parties only.
const ours = {
  onefn: "onefn",
  "@onefn/aws": "aws",
  "@onefn/azure": "azure",
  "@onefn/gcp": "gcp",
  "@onefn/server": "server",
};

/** Installs the peers when the lockfile has changed, and links what the workspace has built. */
export function prepare() {
  installPeers();
  for (const [name, folder] of Object.entries(ours)) link(name, new URL(`${folder}/`, packages));
}

/** The path of a Node that is installed as a pinned package. */
export function nodeOf(major) {
  const file = fileURLToPath(new URL(`node_modules/node${major}/bin/node${exe}`, root));
  if (!existsSync(file)) {
    throw new Error(`[onefn/bench] Node ${major}: its binary has not arrived. Give --node 20 or --node 24.`);
  }
  return file;
}

/** A Node's version, without the v. */
export function versionOf(node) {
  return execFileSync(node, ["--version"], { encoding: "utf8" }).trim().slice(1);
}

const exe = process.platform === "win32" ? ".exe" : "";

function installPeers() {
  const wanted = readFileSync(new URL("pnpm-lock.yaml", root), "utf8");
  const installed = new URL("node_modules/.pnpm/lock.yaml", root);
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return;
  const { status } = spawnSync("npx", ["--yes", "pnpm@10", "install", "--frozen-lockfile"], {
    cwd: fileURLToPath(root),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Error("[onefn/bench] the peers could not be installed. See pnpm's output above.");
}

function link(name, target) {
  if (!existsSync(new URL("dist", target))) {
    throw new Error(`[onefn/bench] ${name} is not built. Run \`npx -y pnpm@10 build\` first.`);
  }
  const place = fileURLToPath(new URL(`node_modules/${name}`, root));
  rmSync(place, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(fileURLToPath(target), place, "junction");
}
