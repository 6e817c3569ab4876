// npx -y pnpm@10 test:runtimes [runtime[@version] ...] [--write] [--all-wires] [options of vitest]
// Runs the contract in real runtimes: all of them, or those that are named. --write writes docs/compatibility.md.
// --all-wires runs every wire in every release of a runtime, and takes several times as long.
import { fileURLToPath } from "node:url";
import { parseCLI, startVitest } from "vitest/node";

// An error that vitest does not catch would end the process without a report of the thousands of tests before it.
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error) => {
    console.error("[onefn/runtimes] An error that belongs to no test:", error);
    process.exitCode = 1;
  });
}

const args = process.argv.slice(2);
const write = args.includes("--write");
if (args.includes("--all-wires")) process.env.ONEFN_ALL_WIRES = "yes";
// Not for vitest.
const ours = ["--write", "--all-wires"];
const { filter, options: given } = parseCLI(["vitest", "run", ...args.filter((arg) => !ours.includes(arg))]);
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
