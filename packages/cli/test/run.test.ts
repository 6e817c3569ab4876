import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
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
  [["dev", "--exampels"], "there is no option --exampels. See onefn dev --help."],
  [["dev", "--examples", "--port=x"], "--port is no number from 0 to 65535. See onefn dev --help."],
])("wrong use is a sentence and exit code 2: %j", async (args, sentence) => {
  expect(await call(...args)).toEqual({ code: 2, text: `[onefn] ${sentence}` });
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

test("the built command serves the examples and stops on SIGTERM", async () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const { child, exit, url, printed } = await serving(root, "--examples");
  expect(printed()).toMatch(/Serving .*hello.*orders.* on /);
  for (const way of ["server/node", "aws/api-gateway-v2"]) {
    const response = await fetch(`${url}hello/ada`, { headers: { "x-onefn-as": way } });
    expect(response.headers.get("x-onefn-way")).toBe(way);
    expect(await response.json()).toMatchObject({ hello: "ada" });
  }
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
});
