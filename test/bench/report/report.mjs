import { readFileSync, writeFileSync } from "node:fs";
import { goals } from "./goals.mjs";
import { table, tables } from "./tables.mjs";

const docs = new URL("../../../docs/", import.meta.url);
const page = new URL("benchmarks.md", docs);
const details = new URL("benchmarks-details.md", docs);

/** The version of Node whose results are on the page; those of others are beside it, with the profiles. */
const FIRST = "24";

const titles = {
  lambda: "Lambda: event to result",
  server: "Node servers, 32 connections",
  gcp: "functions-framework, 32 connections",
  azure: "Azure Functions: invocation to answer, by the library",
  sqs: "SQS",
  kinesis: "Kinesis",
  "service-bus": "Service Bus",
  growth: "Cost as it grows",
  cold: "Cold start of a hello bundle",
};

/**
 * Replaces the measured parts of docs/benchmarks.md, keeping the text around them, and writes
 * docs/benchmarks-details.md.
 *
 * @param {ReturnType<import("./results.mjs").loadResults>} results
 */
export function writeReport(results) {
  const first = results[FIRST] ?? {};
  const text = replaceRegion(readFileSync(page, "utf8"), "goals", goalsOf(first));
  const measured = Object.keys(titles).flatMap((scenario) => sectionOf(scenario, first));
  writeFileSync(page, replaceRegion(text, "results", [...measured, versions()]));
  writeFileSync(details, `${detailsOf(results).join("\n\n")}\n`);
}

/** Replaces what stands between the marks of a region. */
function replaceRegion(text, region, parts) {
  const begin = `<!-- ${region}: written by \`npx -y pnpm@10 bench\` -->`;
  const end = `<!-- end of ${region} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`[onefn/bench] docs/benchmarks.md has lost its marks. Put back ${begin} and ${end}.`);
  return `${text.slice(0, from)}${begin}\n\n${parts.join("\n\n")}\n\n${text.slice(to)}`;
}

function goalsOf(scenarios) {
  const cells = Object.assign({}, ...Object.values(scenarios).map(({ results }) => results));
  const rows = goals.map((goal) => {
    const checks = goal.checks.map((check) => ({ ...check, value: check.read(cells[check.cell]) }));
    const told = checks.map(({ label, value }) => `${label} ${value === undefined ? "—" : goal.show(value)}`);
    return [goal.text, goal.limit, told.join(", "), verdict(goal, checks)];
  });
  return [table(["goal", "limit", "measured", ""], rows)];
}

function verdict(goal, checks) {
  if (checks.every(({ value }) => value === undefined)) return "not measured";
  const missed = checks.filter(({ value }) => value === undefined || !goal.met(value));
  if (missed.length === 0) return "met";
  if (missed.length === checks.length) return "**not met**";
  return `**not met** by ${missed.map(({ label }) => label).join(", ")}`;
}

function detailsOf(results) {
  const others = Object.keys(results)
    .filter((major) => major !== FIRST)
    .sort()
    .reverse();
  return [
    "# Benchmark details",
    "<!-- Written by `npx -y pnpm@10 bench`. -->",
    `Results on other versions of Node than ${FIRST}, and profiles. [Benchmarks](benchmarks.md) says what was measured, and how.`,
    ...others.flatMap((major) => [
      `## Node ${major}`,
      ...Object.keys(titles).flatMap((scenario) => sectionOf(scenario, results[major])),
    ]),
    `## Profiles (Node ${FIRST})`,
    "One for each contender that misses a goal: the ten heaviest functions by their own time.",
    ...profilesOf(results[FIRST] ?? {}),
  ];
}

function profilesOf(scenarios) {
  const profiles = Object.assign({}, ...Object.values(scenarios).map((scenario) => scenario.profiles));
  return Object.entries(profiles).map(([id, frames]) => {
    const rows = frames.map(({ frame, share }) => [`\`${frame}\``, `${(share * 100).toFixed(1)} %`]);
    return `### ${id}\n\n${table(["function", "share"], rows)}`;
  });
}

function sectionOf(scenario, scenarios) {
  const measured = scenarios[scenario];
  if (!measured) return [];
  return [`### ${titles[scenario]}`, circumstances(measured), ...tables[scenario](measured.results)];
}

function circumstances({ node, machine, rounds, load, date }) {
  const { cpu, cores, memoryGiB, system } = machine;
  return `Node ${node}, ${date}, ${rounds} rounds; ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, load ${load} at the start.`;
}

/** The peers as they are installed. */
function versions() {
  const { dependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const peers = Object.entries(dependencies).filter(([name]) => !name.startsWith("node"));
  return `### Versions\n\n${peers.map(([name, version]) => `${name} ${version}`).join(", ")}.`;
}
