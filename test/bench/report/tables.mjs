import { contenders as azureContenders } from "../azure/scenario.mjs";
import { contenders as coldContenders } from "../cold/scenario.mjs";
import { contenders as gcpContenders } from "../gcp/scenario.mjs";
import { contenders as growthContenders } from "../growth/scenario.mjs";
import { isWrong } from "../harness/rounds.mjs";
import { cases as lambdaCases } from "../lambda/cases.mjs";
import { contenders as lambdaContenders, wires } from "../lambda/scenario.mjs";
import { groups } from "../messages/scenario.mjs";
import { cases as serverCases } from "../server/cases.mjs";
import { contenders as serverContenders } from "../server/scenario.mjs";
import { names } from "./names.mjs";
import { above, fact, ratio, value } from "./summary.mjs";

/** The tables of a scenario, as Markdown. */
export const tables = {
  lambda,
  server,
  gcp: (results) => cpuOf(results, "gcp", gcpContenders),
  azure: (results) => cpuOf(results, "azure", azureContenders),
  ...Object.fromEntries(
    Object.keys(groups).map((source) => [source, (results) => messages(results, source)]),
  ),
  growth,
  cold,
};

function lambda(results) {
  return Object.entries(wires).map(([wire, title]) => {
    const columns = Object.entries(lambdaCases).filter(([name]) => results[`lambda/${wire}/${name}`]);
    const rows = lambdaContenders.map((contender) => [
      names[contender],
      ...columns.map(([name]) => {
        const cell = results[`lambda/${wire}/${name}`];
        return timeAndRatio(cell, contender, "raw");
      }),
    ]);
    return `**${title}**, CPU microseconds (× raw)\n\n${table(["", ...columns.map(([, { title }]) => title)], rows)}`;
  });
}

function server(results) {
  const columns = Object.entries(serverCases);
  const rows = serverContenders.map((contender) => [
    names[contender],
    ...columns.flatMap(([name]) => {
      const cell = results[`server/${name}`];
      const perSecond = value(cell, contender, "perSecond");
      const share = ratio(cell, contender, "raw", "perSecond");
      return [
        perSecond === undefined ? absent(cell, contender) : `${Math.round(perSecond)} (${share.toFixed(2)})`,
        timeAndRatio(cell, contender, "raw"),
      ];
    }),
  ]);
  const header = columns.flatMap(([, { title }]) => [
    `${title}: requests/s (share of raw)`,
    "CPU µs (× raw)",
  ]);
  return [table(["", ...header], rows)];
}

/** The requests of the server's scenario, by CPU alone. */
function cpuOf(results, scenario, contenders) {
  const columns = Object.entries(serverCases);
  const rows = contenders.map((contender) => [
    names[contender],
    ...columns.map(([name]) => timeAndRatio(results[`${scenario}/${name}`], contender, "raw")),
  ]);
  return [`CPU microseconds (× raw)\n\n${table(["", ...columns.map(([, { title }]) => title)], rows)}`];
}

function messages(results, source) {
  const columns = Object.keys(results);
  const rows = Object.values(groups[source]).flatMap((contenders) =>
    contenders.map((contender) => [
      names[contender],
      ...columns.map((id) => timeAndRatio(results[id], contender, contenders[0])),
    ]),
  );
  const titles = columns.map((id) =>
    id.replace(`${source}/`, "").replace("-failures", ", 10 % fail").replace("10000", "10 000"),
  );
  return [
    `CPU microseconds a record (× the raw handler that works in the same order)\n\n${table(["records", ...titles], rows)}`,
  ];
}

function growth(results) {
  const rows = Object.entries(growthContenders).flatMap(([id, contenders]) =>
    contenders.map((contender) => {
      const cell = results[id];
      const ns = value(cell, contender, "ns");
      return [names[contender], ns === undefined ? absent(cell, contender) : significant(ns)];
    }),
  );
  return [table(["", "CPU nanoseconds of one event, or of one record"], rows)];
}

function cold(results) {
  const cell = results["cold/hello"];
  const rows = coldContenders.map((contender) => {
    const extra = above(cell, contender, "empty", "ms");
    if (extra === undefined) return [names[contender], absent(cell, contender), ""];
    if (contender === "empty")
      return [names[contender], `${value(cell, contender, "ms").toFixed(1)} in all`, ""];
    return [names[contender], extra.toFixed(1), fact(cell, contender, "undici") ? "loaded" : "no"];
  });
  return [table(["", "ms above an empty process", "undici"], rows)];
}

function timeAndRatio(cell, contender, base) {
  const time = value(cell, contender, "cpu");
  if (time === undefined) return absent(cell, contender);
  return `${significant(time)} (${significant(ratio(cell, contender, base, "cpu"))})`;
}

function absent(cell, contender) {
  return cell?.[contender] && isWrong(cell[contender]) ? "wrong result" : "not measured";
}

/** Three digits, without an exponent. */
function significant(number) {
  if (number >= 100) return String(Math.round(number));
  return number.toFixed(number >= 10 ? 1 : 2);
}

/** A Markdown table; the first column is text, the others are numbers. */
export function table(header, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    line(header),
    line(header.map((_, index) => (index === 0 ? "---" : "--:"))),
    ...rows.map(line),
  ].join("\n");
}
