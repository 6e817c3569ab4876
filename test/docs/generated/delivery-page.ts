import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wiresOf } from "onefn/simulator";
import { matrix } from "../../contract/matrix.js";
import { root } from "../documents.js";
import { tableOf } from "./markdown.js";

const PLACE = /(<!-- sources: [^>]*-->)[\s\S]*(<!-- \/sources -->)/;

/** The table's columns, and the capabilities that each stands for. */
const COLUMNS: readonly (readonly [head: string, capabilities: readonly string[]])[] = [
  ["order", ["order"]],
  ["batches", ["batch"]],
  ["alone", ["partialFailure", "failsAlone"]],
  ["count", ["attempt"]],
  ["delay", ["retryAfter"]],
  ["reject", ["reject"]],
  ["deadline", ["deadline"]],
  ["attributes", ["attributes"]],
  ["bytes", ["binaryMessages"]],
];

/** docs/delivery.md: its text is written by hand, and its table of sources comes from the capabilities. */
export function deliveryPage(): string {
  const page = readFileSync(join(root, "docs/delivery.md"), "utf8");
  return page.replace(PLACE, (_, begin, end) => `${begin}\n\n${sourcesTable()}\n\n${end}`);
}

function sourcesTable(): string {
  const rows = matrix.flatMap((simulator) =>
    wiresOf(simulator, "message").map(({ trigger, capabilities }) => [
      `${simulator.provider}/${trigger}`,
      ...COLUMNS.map(([, names]) =>
        names.every((name) => capabilities[name]?.supported !== false) ? "yes" : "**no**",
      ),
    ]),
  );
  return tableOf(["source", ...COLUMNS.map(([head]) => head)], rows);
}
