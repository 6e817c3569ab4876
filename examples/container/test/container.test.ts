import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startQueue } from "./queue.js";

const example = fileURLToPath(new URL("../", import.meta.url));
const run = promisify(execFile);

/** The instructions of the Dockerfile's last stage: what the image is. */
async function image(): Promise<readonly (readonly [instruction: string, text: string])[]> {
  const file = await readFile(join(example, "Dockerfile"), "utf8");
  const lines = file.split("\n").filter((line) => line && !line.startsWith("#"));
  const stages = lines.map((line) => line.match(/^([A-Z]+) (.*)$/)?.slice(1) as [string, string]);
  return stages.slice(stages.findLastIndex(([instruction]) => instruction === "FROM"));
}

const all = async (wanted: string) =>
  (await image()).filter(([instruction]) => instruction === wanted).map(([, text]) => text);

async function command(wanted: string): Promise<readonly string[]> {
  const [text = ""] = await all(wanted);
  return JSON.parse(text.replace(/^CMD /, ""));
}

/** The folder that the image starts in: what its COPY names, and nothing else. */
let app: string;
let env: Record<string, string>;

beforeAll(async () => {
  const { scripts } = JSON.parse(await readFile(join(example, "package.json"), "utf8"));
  const path = `${join(example, "node_modules/.bin")}${delimiter}${process.env.PATH}`;
  await run("sh", ["-c", scripts.bundle], { cwd: example, env: { ...process.env, PATH: path } });

  app = await mkdtemp(join(tmpdir(), "onefn-container-"));
  for (const text of await all("COPY")) {
    const [, from = "", to = ""] =
      text.match(/^--from=build \/repo\/examples\/container\/(\S+) (\S+)$/) ?? [];
    await mkdir(join(app, to), { recursive: true });
    for (const file of await readdir(join(example, from)))
      await copyFile(join(example, from, file), join(app, to, file));
  }
  env = Object.fromEntries((await all("ENV")).map((text) => text.split("=") as [string, string]));
  return () => rm(app, { recursive: true });
});

/** What the image starts, in a process of its own. */
class Container {
  readonly child: ChildProcess;
  readonly port: string;
  readonly url: string;
  readonly #lines: AsyncIterator<string>;

  constructor(child: ChildProcess, port: string) {
    this.child = child;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#lines = createInterface({ input: child.stdout as Readable })[Symbol.asyncIterator]();
  }

  async line(): Promise<unknown> {
    return JSON.parse((await this.#lines.next()).value);
  }

  async stop(): Promise<unknown> {
    this.child.kill("SIGTERM");
    const [code] = await once(this.child, "close");
    return code;
  }
}

/** Starts it on a free port of loopback, with no more of the environment than it has. */
async function start(
  own: { readonly args?: readonly string[]; readonly env?: object } = {},
): Promise<Container> {
  const [, ...usual] = await command("CMD");
  const { args = usual } = own;
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: app,
    env: { ...env, PORT: port, HOST: "127.0.0.1", ...own.env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const container = new Container(child, port);
  while (!(await fetch(`${container.url}/healthz`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
  }
  return container;
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { readonly port: number };
  server.close();
  return String(port);
}

describe("the image", () => {
  test("has no more than one file for each program, and starts as a user without rights", async () => {
    expect((await readdir(app)).sort()).toEqual(["server.mjs", "worker.mjs"]);
    expect(await all("USER")).toEqual(["node"]);
    expect((await command("CMD"))[0]).toBe("node");
  });

  test("answers, and logs JSON that the platform reads", async () => {
    const container = await start();
    const response = await fetch(container.url);
    expect(await response.json()).toEqual({ now: expect.stringMatching(/^\d{4}-/) });
    expect(await (await fetch(`${container.url}/nap/1`)).text()).toBe("rested");
    expect(await container.line()).toMatchObject({ level: "info", message: "sleeping", ms: 1 });
  });

  test("is healthy while it runs, and not once nothing listens", async () => {
    const container = await start();
    const [file = "", ...args] = await command("HEALTHCHECK");
    expect(file).toBe("node");
    const check = () => run(process.execPath, args, { env: { PORT: container.port } });
    await check();
    await container.stop();
    await expect(check()).rejects.toMatchObject({ code: 1 });
  });

  test("finishes what runs when it is told to stop", async () => {
    const container = await start();
    const running = fetch(`${container.url}/nap/300`);
    expect(await container.line()).toMatchObject({ message: "sleeping" });
    expect(await container.stop()).toBe(0);
    expect(await (await running).text()).toBe("rested");
  });
});

describe("the image as a worker", () => {
  const args = ["worker.mjs"];

  async function work(...bodies: readonly string[]) {
    const queue = await startQueue(bodies);
    const environment = {
      QUEUE_URL: `${queue.url}/1/mails`,
      AWS_ENDPOINT_URL_SQS: queue.url,
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    return { queue, container: await start({ args, env: environment }) };
  }

  test("handles messages and deletes them, and is healthy meanwhile", async () => {
    const { queue, container } = await work("ada", "grace");
    expect(await container.line()).toMatchObject({ message: "sending", id: "0", attempt: 1 });
    expect(await container.line()).toMatchObject({ message: "sending", id: "1" });
    expect((await fetch(`${container.url}/healthz`)).status).toBe(200);
    expect(await container.line()).toMatchObject({ message: "sent", to: "ada" });
    await queue.deleted(2);
    expect(await container.stop()).toBe(0);
  });

  test("finishes what is in hand when it is told to stop", async () => {
    const { queue, container } = await work("ada");
    expect(await container.line()).toMatchObject({ message: "sending" });
    expect(await container.stop()).toBe(0);
    expect(queue.handles).toEqual(["0"]);
  });

  test("ends at once if its queue is not there", async () => {
    const child = spawn(process.execPath, args, {
      cwd: app,
      env: {
        ...env,
        QUEUE_URL: "http://127.0.0.1:1/1/mails",
        AWS_REGION: "eu-central-1",
        AWS_MAX_ATTEMPTS: "1",
      },
    });
    let told = "";
    child.stderr.on("data", (bytes) => {
      told += bytes;
    });
    const [code] = await once(child, "close");
    expect([code, told]).toEqual([1, expect.stringContaining("ONEFN_SOURCE_UNREACHABLE")]);
  });
});
