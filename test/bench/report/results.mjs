import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";

const folder = new URL("../.results/", import.meta.url);

/** Keeps a scenario's measurements, so that one can be run again without the others. */
export function saveResults(major, scenario, measured) {
  const all = loadResults();
  all[major] ??= {};
  all[major][scenario] = { ...measured, machine: machine(), date: new Date().toISOString().slice(0, 10) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(all, undefined, 1)}\n`);
}

/** Everything that was kept: by Node's major version, then by scenario. */
export function loadResults() {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

const file = new URL("results.json", folder);

function machine() {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${process.arch}`,
  };
}
