import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { serving } from "./support/command.js";

const core = fileURLToPath(new URL("../../onefn", import.meta.url));

/** A project on disk that the built command serves. */
async function project(files: Readonly<Record<string, string>>, entry = "functions.ts") {
  const folder = await mkdtemp(join(tmpdir(), "onefn-dev-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules"));
  await symlink(core, join(folder, "node_modules/onefn"));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) await write(name, text);
  const { url, printed } = await serving(folder, entry);
  const ask = async (path: string, init?: RequestInit) => (await fetch(`${url}${path}`, init)).text();
  return { write, ask, printed, url };
}

const answering = (text: string) => `import { http, text } from "onefn";
export const hello = http({ path: "/hello" }, () => text(${text}));
`;

test("the next request runs what a file says now, by every wire", async () => {
  const { write, ask } = await project({ "functions.ts": answering(`"before"`) });
  expect(await ask("hello")).toBe("before");
  expect(await ask("hello?onefn-as=aws/alb")).toBe("before");
  await write("functions.ts", answering(`"after" as string`));
  expect(await ask("hello")).toBe("after");
  expect(await ask("hello?onefn-as=aws/alb")).toBe("after");
});

test("what the file imports counts too, and what has not changed keeps its state", async () => {
  const { write, ask } = await project({
    "functions.ts": `import { greeting } from "./greeting.js";\nlet calls = 0;\n${answering('[greeting, ++calls].join(" ")')}`,
    "greeting.ts": `export const greeting = "before";`,
  });
  expect([await ask("hello"), await ask("hello")]).toEqual(["before 1", "before 2"]);
  await write("greeting.ts", `export const greeting = "after";`);
  expect([await ask("hello"), await ask("hello")]).toEqual(["after 1", "after 2"]);
});

test("a function that is new is served and listed, and one that is gone is not", async () => {
  const { write, ask, printed, url } = await project({ "functions.ts": answering(`""`) });
  await write(
    "functions.ts",
    `import { http, message, text } from "onefn";
export const bye = http({ path: "/bye" }, () => text("bye"));
export const notes = message({ as: "text" }, () => {});`,
  );
  expect(await ask("bye")).toBe("bye");
  expect(printed()).toContain("[onefn] dev: changed. Serving bye, notes.");
  expect((await fetch(`${url}hello`)).status).toBe(404);
  expect(await ask("")).toContain("/_onefn/messages/notes");
  const sent = await ask("_onefn/messages/notes", { method: "POST", body: "hi" });
  expect(JSON.parse(sent)).toMatchObject({ dead: [], attempts: expect.anything() });
});

test("a file that cannot be loaded is a plain 500 until it can, and the log says where", async () => {
  const { write, printed, url } = await project({ "functions.ts": answering(`"before"`) });
  await write("functions.ts", "export const hello = ;");
  const broken = await fetch(`${url}hello`);
  expect([broken.status, await broken.text()]).toEqual([
    500,
    "The functions cannot be loaded. The terminal says why.",
  ]);
  expect(printed()).toMatch(
    /^\[onefn\] dev: functions\.ts cannot be loaded: functions\.ts:1:22: .*\nCorrect it and try again\.\nGET \/hello 500 onefn dev \d+ ms\n$/m,
  );
  await write("functions.ts", `throw new Error("not yet");`);
  expect((await fetch(`${url}hello`)).status).toBe(500);
  expect(printed()).toContain("not yet");
  await write("functions.ts", answering(`"after"`));
  expect(await (await fetch(`${url}hello`)).text()).toBe("after");
});

test("a stack in the log speaks of the source", async () => {
  const { ask, printed } = await project({
    "functions.ts": `import { http } from "onefn";
interface Nothing {}
export const hello = http({ path: "/hello" }, () => {
  throw new Error("on line four");
});`,
  });
  await ask("hello");
  expect(printed()).toMatch(/on line four.*[^.]functions\.ts:4:/s);
});

test("a promise that no code awaits ends nothing, and the terminal and the page tell of it", async () => {
  const { ask, printed } = await project({
    "functions.ts": `import { message } from "onefn";
export const orders = message({ from: "orders", as: "text" }, () => {
  setTimeout(() => Promise.reject(new Error("\u001b[2Jnobody awaits this")), 5);
});`,
  });
  expect(JSON.parse(await ask("_onefn/messages/orders", { method: "POST", body: "x" })).dead).toEqual([]);
  let told: { id: number; text: string }[] = [];
  while (told.length === 0) told = JSON.parse(await ask("_onefn/rejections/0"));
  expect(told[0]?.text).toMatch(
    /a promise that no code awaits was rejected\. Started last: a message of orders through aws\/sqs\./,
  );
  expect(told[0]?.text).toMatch(/nobody awaits this\n {4}at .*[^.]functions\.ts:3:/);
  expect(JSON.parse(await ask("_onefn/rejections/1"))).toEqual([]);
  expect(printed().match(/nobody awaits this/g)).toHaveLength(1);
  expect(printed()).not.toContain("\u001b");
  expect(JSON.parse(await ask("_onefn/messages/orders", { method: "POST", body: "x" })).dead).toEqual([]);
});

test("an error that no code catches ends nothing, and the terminal and the page tell of it", async () => {
  const { ask, printed } = await project({
    "functions.ts": `import { http, text } from "onefn";
export const late = http({ path: "/late" }, () => {
  setTimeout(() => { throw new Error("nobody catches this"); }, 5);
  return text("sent");
});`,
  });
  expect(await ask("late")).toBe("sent");
  let told: { id: number; text: string }[] = [];
  while (told.length === 0) told = JSON.parse(await ask("_onefn/rejections/0"));
  expect(told[0]?.text).toMatch(
    /an error was thrown that no code catches\. Started last: GET \/late through server\/node\./,
  );
  expect(told[0]?.text).toMatch(/nobody catches this\n {4}at .*[^.]functions\.ts:3:/);
  expect(printed().match(/nobody catches this/g)).toHaveLength(1);
  expect(await ask("late")).toBe("sent");
});

test("a file finds what lies beside it", async () => {
  const { ask } = await project({
    "functions.ts": `import { readFileSync } from "node:fs";
const page = readFileSync(new URL("page.txt", import.meta.url), "utf8");
${answering("page")}`,
    "page.txt": "beside",
  });
  expect(await ask("hello")).toBe("beside");
});

test("CommonJS is served too", async () => {
  const { ask } = await project(
    {
      "functions.cjs": `const { http, text } = require("onefn");
exports.hello = http({ path: "/hello" }, () => text("from CommonJS"));`,
    },
    "functions.cjs",
  );
  expect(await ask("hello")).toBe("from CommonJS");
});
