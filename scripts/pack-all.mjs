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
  execFileSync("pnpm", ["pack", "--pack-destination", folder], {
    cwd: resolve(root, "packages", name),
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}

console.log(`${readdirSync(folder).length} packages are in ${folder}. In your project, run:\n`);
console.log(`npm install ${folder}/onefn-*.tgz`);
