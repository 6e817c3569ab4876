import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isWrong } from "./rounds.mjs";

/**
 * Where one contender's time goes: a measurement under V8's sampling profiler.
 *
 * @param {{ measure: Function }} cell
 * @param {string} contender
 * @param {{ node: string, loadNode: string }} runtime
 * @returns {Promise<{ frame: string, share: number }[]>} the heaviest functions by their own time; share: 0 to 1 of
 *   the time in which the process was not idle
 */
export async function profile(cell, contender, runtime) {
  const folder = await mkdtemp(join(tmpdir(), "onefn-bench-"));
  try {
    const execArgv = ["--cpu-prof", "--cpu-prof-interval=200", `--cpu-prof-dir=${folder}`];
    const measurement = await cell.measure(contender, { ...runtime, execArgv });
    if (isWrong([measurement])) return [];
    const [file] = await readdir(folder);
    return heaviest(JSON.parse(await readFile(join(folder, file), "utf8")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function heaviest({ nodes, samples, timeDeltas }, count = 10) {
  const frames = new Map(nodes.map((node) => [node.id, frameName(node.callFrame)]));
  const own = new Map();
  let total = 0;
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    if (frame === "(idle)") return;
    total += timeDeltas[index];
    own.set(frame, (own.get(frame) ?? 0) + timeDeltas[index]);
  });
  return [...own]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([frame, time]) => ({ frame, share: time / total }));
}

/** The function with its module, without the path of the machine. */
function frameName({ functionName, url, lineNumber }) {
  const name = functionName || "(anonymous)";
  const place = url.replace(/^.*\/(node_modules|packages|test\/bench)\//, "").replace(/^file:.*\//, "");
  return place ? `${name} (${place}:${lineNumber + 1})` : name;
}
