// npx -y pnpm@10 pack:all
// Packs every package into the folder `packed`, and prints the line that installs them in a project.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const folder = resolve(root, "packed");

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);

for (const name of readdirSync(resolve(root, "packages"))) {
  const cwd = resolve(root, "packages", name);
  execFileSync("pnpm", ["pack", "--pack-destination", folder], {
    cwd,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}

const packed = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
console.log(
  `${packed.length} packages are in ${relative(process.cwd(), folder) || "."}. To install them in a project:\n`,
);
console.log(`  npm install ${folder}/onefn-*.tgz`);
