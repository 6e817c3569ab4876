import { readFileSync, writeFileSync } from "node:fs";
import { goals } from "./goals.mjs";
import { table, tables } from "./tables.mjs";

const document = new URL("../../../docs/benchmarks.md", import.meta.url);
const begin = "<!-- results: `npx -y pnpm@10 bench` writes what follows -->";
const end = "<!-- end of results -->";

const titles = {
  lambda: "Lambda: event to result",
  server: "Node servers, 32 connections",
  gcp: "functions-framework, 32 connections",
  azure: "Azure Functions: invocation to answer, by the library",
  sqs: "SQS",
  cold: "Cold start of a hello bundle",
};

/**
 * Replaces the measured part of docs/benchmarks.md; what people wrote around it stays.
 *
 * @param {ReturnType<import("./results.mjs").loadResults>} results
 */
export function writeReport(results) {
  const text = readFileSync(document, "utf8");
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(
      `[onefn/bench] docs/benchmarks.md: the marks of the results are gone. Put back ${begin} and ${end}.`,
    );
  const measured = [...goalsOf(results["24"] ?? {}), ...sectionsOf(results), versions()].join("\n\n");
  writeFileSync(document, `${text.slice(0, from)}${begin}\n\n${measured}\n\n${text.slice(to)}`);
}

function goalsOf(scenarios) {
  const cells = Object.assign({}, ...Object.values(scenarios).map(({ results }) => results));
  const rows = goals.map((goal) => {
    const checks = goal.checks.map((check) => ({ ...check, value: check.read(cells[check.cell]) }));
    const told = checks.map(({ label, value }) => `${label} ${value === undefined ? "—" : goal.show(value)}`);
    return [goal.text, goal.limit, told.join(", "), verdict(goal, checks)];
  });
  const parts = ["## Goals (Node 24)", table(["goal", "limit", "measured", ""], rows)];
  const profiles = Object.assign({}, ...Object.values(scenarios).map((scenario) => scenario.profiles));
  for (const [id, frames] of Object.entries(profiles)) parts.push(profileOf(id, frames));
  return parts;
}

function verdict(goal, checks) {
  if (checks.every(({ value }) => value === undefined)) return "not measured";
  const missed = checks.filter(({ value }) => value === undefined || !goal.met(value));
  if (missed.length === 0) return "met";
  if (missed.length === checks.length) return "**not met**";
  return `**not met** by ${missed.map(({ label }) => label).join(", ")}`;
}

function profileOf(id, frames) {
  const rows = frames.map(({ frame, share }) => [`\`${frame}\``, `${(share * 100).toFixed(1)} %`]);
  return `Profile of ${id}, own time:\n\n${table(["function", "share"], rows)}`;
}

function sectionsOf(results) {
  return Object.entries(titles).flatMap(([scenario, title]) => {
    const nodes = Object.keys(results)
      .sort()
      .reverse()
      .filter((major) => results[major][scenario]);
    if (nodes.length === 0) return [];
    return [
      `## ${title}`,
      ...nodes.flatMap((major) => [
        `### Node ${results[major][scenario].node}`,
        circumstances(results[major][scenario]),
        ...tables[scenario](results[major][scenario].results),
      ]),
    ];
  });
}

function circumstances({ machine, rounds, load, date }) {
  const { cpu, cores, memoryGiB, system } = machine;
  return `${date}, ${rounds} rounds; ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, load ${load} at the start.`;
}

/** The peers as they are installed. */
function versions() {
  const { dependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const peers = Object.entries(dependencies).filter(([name]) => !name.startsWith("node"));
  return `## Versions\n\n${peers.map(([name, version]) => `${name} ${version}`).join(", ")}.`;
}
