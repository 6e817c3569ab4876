// npx pnpm@10 test:runtimes [runtime[@version] ...] [--write] [options of vitest]
// Runs the contract in real runtimes: all of them, or those that are named. --write writes docs/compatibility.md.
import { fileURLToPath } from "node:url";
import { parseCLI, startVitest } from "vitest/node";

const args = process.argv.slice(2);
const { filter, options } = parseCLI(["vitest", "run", ...args.filter((arg) => arg !== "--write")]);

const vitest = await startVitest("test", filter.map(fileOf), {
  ...options,
  root: fileURLToPath(new URL(".", import.meta.url)),
  watch: false,
  ...(filter.length > 0 && { testNamePattern: `(?:${filter.join("|")}).*${options.testNamePattern ?? ""}` }),
  reporters: [
    ...(options.reporter ?? ["default"]),
    [fileURLToPath(new URL("report/reporter.ts", import.meta.url)), { write: args.includes("--write") }],
  ],
});
await vitest.close();

/** `aws-lambda-ric@4` is a part of what aws-lambda-ric.test.ts runs. */
function fileOf(name) {
  return `${name.split("@")[0]}.test.ts`;
}
