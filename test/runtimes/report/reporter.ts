import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { resultsOf, type WireResult } from "./results.js";
import { gapTable, runtimeTable, wireTable } from "./tables.js";

/** Prints what the runtimes did, and writes it to docs/compatibility.md when asked to. */
export default class CompatibilityReporter implements Reporter {
  readonly #write: boolean;

  constructor({ write }: { readonly write: boolean }) {
    this.#write = write;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const results = resultsOf(modules);
    if (results.length > 0) console.log(`\n${runtimeTable(results)}\n`);
    if (this.#write) writeFileSync(PAGE, pageOf(results));
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((each) => each.result().state),
    );
    const count = (state: string) => states.filter((each) => each === state).length;
    const broken = modules.filter(
      (module) => module.state() === "failed" && module.errors().length > 0,
    ).length;
    console.log(`${count("passed")} passed, ${count("failed") + broken} failed`);
  }
}

const PAGE = join(import.meta.dirname, "../../../docs/compatibility.md");

function pageOf(results: readonly WireResult[]): string {
  return `# Compatibility

Results of the [contract](../packages/contract/README.md) in the providers' own runtimes, with the packages as they are
packed for npm. The functions run in the providers' own code; the simulators play their gateways and queues.
\`npx -y pnpm@10 test:runtimes --write\` runs everything and writes this page; \`npx -y pnpm@10 test:runtimes <name>\`
runs one runtime.

${runtimeTable(results)}

A gap is something that a wire cannot do. Its cases are expected to fail. If one passes, that counts as a failure, because
the gap has closed.

## Wires

${wireTable(results)}

## Gaps

${gapTable(results)}
`;
}
