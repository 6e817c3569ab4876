import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { functionsOfExamples } from "../src/dev/load.js";
import { run } from "../src/index.js";
import { serving } from "./support/command.js";

/** What the command prints, and the exit code that it asks for. */
async function call(...args: string[]) {
  const printed: string[] = [];
  const keep = (text: unknown) => void printed.push(String(text));
  const spies = [vi.spyOn(console, "log"), vi.spyOn(console, "error")];
  for (const spy of spies) spy.mockImplementation(keep);
  try {
    await run(args);
    return { code: process.exitCode ?? 0, text: printed.join("\n") };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}

test("--help tells the commands, and a command's its options", async () => {
  expect(await call("--help")).toMatchObject({ code: 0, text: expect.stringContaining("dev") });
  expect(await call("dev", "--help")).toMatchObject({ code: 0, text: expect.stringContaining("--port") });
});

test.each([
  [[], "a command is missing. See onefn --help."],
  [["deploi"], 'there is no command "deploi". See onefn --help.'],
  [["constructor"], 'there is no command "constructor". See onefn --help.'],
  [["dev"], "give a file, or --examples. See onefn dev --help."],
  [["dev", "a.ts", "b.ts"], "give one file only; b.ts is a second one. See onefn dev --help."],
  [["dev", "--exampels"], "there is no option --exampels. See onefn dev --help."],
  [["dev", "--examples", "--port=x"], "--port must be a number from 0 to 65535. See onefn dev --help."],
  [
    ["capabilities", "http"],
    "there is no argument http; see --kind and --provider. See onefn capabilities --help.",
  ],
  [["capabilities", "--knid=http"], "there is no option --knid=http. See onefn capabilities --help."],
  [["capabilities", "-json"], "there is no option -json. See onefn capabilities --help."],
])("wrong use is a sentence and exit code 2: %j", async (args, sentence) => {
  expect(await call(...args)).toEqual({ code: 2, text: `[onefn] ${sentence}` });
});

test.each([
  [["dev", "--examples"], "PORT must be a number from 0 to 65535. See onefn dev --help."],
  [["dev", "--examples", "--port=x"], "--port must be a number from 0 to 65535. See onefn dev --help."],
])("the port is what --port says, or else the variable PORT: %j", async (args, sentence) => {
  vi.stubEnv("PORT", "eighty");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await call(...args)).toEqual({ code: 2, text: `[onefn] ${sentence}` });
});

test("capabilities are those of the installed providers", async () => {
  const { code, text } = await call("capabilities", "--kind=message", "--provider=cloudflare");
  expect({ code, text }).toEqual({
    code: 0,
    text: expect.stringMatching(/^message\n=+\n\ncloudflare: queues\n/),
  });
  expect(await call("capabilities", "--provider=was")).toMatchObject({
    code: 2,
    text: expect.stringMatching(
      /^\[onefn\] --provider must be one of .*aws.*\. See onefn capabilities --help\.$/,
    ),
  });
});

test("a file without functions is a sentence and exit code 1", async () => {
  const file = fileURLToPath(new URL("../package.json", import.meta.url)).replace(
    /package\.json$/,
    "src/usage.ts",
  );
  const { code, text } = await call("dev", file);
  expect(code).toBe(1);
  expect(text).toMatch(/^\[onefn\] dev: .*usage\.ts exports no function\./);
});

test.each([
  ["syntax.ts", "const a = ;", 'syntax.ts:1:11: Unexpected ";".'],
  [
    "parts.ts",
    'import "./none.js";\nimport "./nothing.js";',
    /parts.ts:1:8: .*none.js"; .*parts.ts:2:8: .*nothing.js"\./,
  ],
  ["package.ts", 'import "none-of-this";', "Cannot find package 'none-of-this'."],
  ["throws.ts", 'throw new TypeError("no such table");', /TypeError: no such table\n {4}at .*throws\.ts:1:7/],
  ["odd.ts", "throw undefined;", "it threw undefined."],
])("a file that cannot be loaded is a sentence and exit code 1: %s", async (name, source, why) => {
  const folder = await mkdtemp(join(tmpdir(), "onefn-run-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, source);
  const { code, text } = await call("dev", file);
  expect(code).toBe(1);
  expect(text).toMatch(/^\[onefn\] dev: .* cannot be loaded: /);
  expect(text).toMatch(why);
  expect(text).not.toMatch(/esbuild|node:internal|\.mjs/);
  expect(text).toContain("Correct it and try again.");
});

test("a file that is not there is one sentence", async () => {
  const { code, text } = await call("dev", "src/none.ts");
  expect([code, text]).toEqual([
    1,
    "[onefn] dev: there is no file src/none.ts. Give the path of a module that exports functions.",
  ]);
});

test.each(["--version", "-v"])("%s tells the version", async (flag) => {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  expect(await call(flag)).toEqual({ code: 0, text: JSON.parse(manifest).version });
});

test("a folder without examples is a sentence and exit code 1", async () => {
  const folder = await mkdtemp(join(tmpdir(), "onefn-run-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expect(functionsOfExamples(join(folder, "examples"))).rejects.toThrow(
    /^\[onefn\] dev: there is no folder .*examples\. Change to the folder that has one, or give a file\.$/,
  );
  await mkdir(join(folder, "examples/first"), { recursive: true });
  await writeFile(join(folder, "examples/first/package.json"), "{}");
  await expect(functionsOfExamples(join(folder, "examples"))).rejects.toThrow(
    /^\[onefn\] dev: .*first.package\.json does not name the functions' file\. Add "exports": /,
  );
});

test("the built command serves the examples and stops on SIGTERM", async () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const { child, exit, url, printed } = await serving(root, "--examples");
  expect(printed()).toMatch(/Serving .*hello.*orders.* on /);
  for (const wire of ["server/node", "aws/api-gateway-v2"]) {
    const response = await fetch(`${url}hello/ada`, { headers: { "x-onefn-as": wire } });
    expect(response.headers.get("x-onefn-wire")).toBe(wire);
    expect(await response.json()).toMatchObject({ hello: "ada" });
  }
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
});
