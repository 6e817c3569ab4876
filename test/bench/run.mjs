// Runs the bench and writes docs/benchmarks.md and docs/benchmarks-details.md:
//   node test/bench/run.mjs [--only <start of a cell's id>] [--rounds 5] [--node 24|20]
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { nodeOf, prepare, versionOf } from "./harness/prepare.mjs";
import { roundRobin } from "./harness/rounds.mjs";
import { loadResults, saveResults } from "./report/results.mjs";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "5" },
    node: { type: "string", multiple: true, default: ["24", "20"] },
  },
});
const rounds = Number(options.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) throw new Error("[onefn/bench] --rounds: give 1 or more.");

prepare();
// Only now: these modules import what `prepare` installs.
const { scenarios } = await import("./scenarios.mjs");
const { missedGoals } = await import("./report/goals.mjs");
const { profile } = await import("./harness/profile.mjs");
const { printCell } = await import("./report/print.mjs");
const { writeReport } = await import("./report/report.mjs");

let saved = false;
for (const major of options.node) {
  const runtime = { node: nodeOf(major), loadNode: nodeOf("24") };
  for (const scenario of scenarios) {
    const cells = scenario.cells.filter(({ id }) => id.startsWith(options.only));
    const load = loadavg()[0].toFixed(1);
    const results = {};
    for (const cell of cells) {
      const count = rounds * (scenario.roundsFactor ?? 1);
      results[cell.id] = await roundRobin(cell.contenders, count, (name) => cell.measure(name, runtime));
      printCell(major, cell.id, results[cell.id]);
    }
    // A part of a scenario is for the eye; the report holds whole ones.
    if (cells.length < scenario.cells.length) continue;

    const profiles = {};
    for (const { cell: id, contender } of missedGoals(results)) {
      const cell = cells.find((each) => each.id === id);
      profiles[`${id} ${contender}`] = await profile(cell, contender, runtime);
    }
    saveResults(major, scenario.name, { node: versionOf(runtime.node), rounds, load, results, profiles });
    saved = true;
  }
}
if (saved) writeReport(loadResults());
