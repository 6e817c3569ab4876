// npx -y pnpm@10 test:runtimes [runtime[@version] ...] [--write] [options of vitest]
// Runs the contract in real runtimes: all of them, or those that are named. --write writes docs/compatibility.md.
import { fileURLToPath } from "node:url";
import { parseCLI, startVitest } from "vitest/node";

const args = process.argv.slice(2);
const write = args.includes("--write");
const { filter, options: given } = parseCLI(["vitest", "run", ...args.filter((arg) => arg !== "--write")]);
// Left among the options, it would have the last word over `reporters`.
const { reporter = ["default"], ...options } = given;
if (write && filter.length > 0) {
  throw new Error(
    "[onefn/runtimes] --write: the page tells of every runtime. Name none, and all of them run.",
  );
}

const root = fileURLToPath(new URL(".", import.meta.url));
const vitest = await startVitest("test", filter.map(filesOf), {
  ...options,
  root,
  watch: false,
  ...(filter.length > 0 && { testNamePattern: `(?:${filter.join("|")}).*${options.testNamePattern ?? ""}` }),
  reporters: [...reporter, [fileURLToPath(new URL("report/reporter.ts", import.meta.url)), { write }]],
});
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
if (tests.every((test) => test.result().state === "skipped")) {
  console.error(`[onefn/runtimes] No runtime is called ${filter.join(" or ")}.`);
  process.exitCode = 1;
}
await vitest.close();

/** `aws-lambda-ric@4` is a part of what the files run that begin with `aws-lambda-ric`. */
function filesOf(name) {
  return root + name.split("@")[0];
}
