import { execFileSync, spawnSync } from "node:child_process";
import { childEnvironment } from "../harness/child.mjs";

/** Wall milliseconds from the start of a process to its end. */
export function startTime(node, file, execArgv = []) {
  const before = performance.now();
  const { status } = spawnSync(node, [...execArgv, file], { env: childEnvironment(), stdio: "ignore" });
  const elapsed = performance.now() - before;
  if (status !== 0) throw new Error(`${file} ended with code ${status}`);
  return elapsed;
}

/** Whether a program loads undici, Node's implementation of fetch. */
export function loadsUndici(node, file) {
  const told = execFileSync(node, [file], { env: childEnvironment(), stdio: ["ignore", "pipe", "ignore"] });
  return JSON.parse(told).undici;
}
