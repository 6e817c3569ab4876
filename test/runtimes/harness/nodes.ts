import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The versions of Node that onefn is tested on; the first is the oldest that it supports. */
export type NodeMajor = 20 | 22 | 24;

/** The executable of a Node that was installed as a pinned package. */
export function nodeOf(major: NodeMajor): string {
  const file = join(packageOf(`node${major}`), process.platform === "win32" ? "bin/node.exe" : "bin/node");
  if (existsSync(file)) return file;
  throw new Error(
    `[onefn/runtimes] Node ${major}: its executable has not arrived. Remove test/runtimes/node_modules and run again.`,
  );
}

/** The version of an installed package. */
export function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(packageOf(name), "package.json"), "utf8")).version;
}

/** The folder of an installed package. */
export function packageOf(name: string): string {
  return join(import.meta.dirname, "../node_modules", name);
}
