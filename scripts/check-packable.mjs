// Runs before a package is packed, in its folder: refuses one whose build lacks a file, such as the declarations that
// `pnpm start` and `pnpm test` leave out.
import { existsSync, readFileSync } from "node:fs";

const { name, exports, bin } = JSON.parse(readFileSync("package.json", "utf8"));

const built = pathsOf(exports).filter((path) => path.startsWith("./dist/"));
const declarations = built.map((path) => path.replace(/\.(c?)js$/, ".d.$1ts"));
const missing = [...built, ...declarations, ...pathsOf(bin ?? {})].filter((path) => !existsSync(path));

if (missing.length > 0) {
  console.error(
    `[onefn] ${name} cannot be packed: ${missing.length} of its files are missing, such as ${missing[0]}. ` +
      "Build it with declarations: npx -y pnpm@10 pack:all does, and packs every package.",
  );
  process.exitCode = 1;
}

/** Every path among the targets of `exports`, whatever its conditions. */
function pathsOf(targets) {
  return typeof targets === "string" ? [targets] : Object.values(targets).flatMap(pathsOf);
}
