import { once } from "node:events";
import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildImage, type Image } from "./container/image.js";
import { Child } from "./harness/child.js";
import { nodeOf } from "./harness/nodes.js";

/** Nobody, as whom the image runs where this process may choose. */
const NOBODY = 65_534;

describe("the image of examples/container, by the steps of its Dockerfile", () => {
  let image: Image;
  let node: string;
  const started: Child[] = [];

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "onefn-image-"));
    // Whoever runs the image has to come in, and to run a Node that stands where others can read it.
    await chmod(folder, 0o755);
    node = join(folder, "bin/node");
    await cp(nodeOf(24), node);
    image = await buildImage(folder);
    return () => rm(folder, { recursive: true });
  }, 480_000);

  afterEach(async () => {
    await Promise.all(started.splice(0).map((child) => child.stop()));
  });

  async function start(): Promise<{ readonly url: string; readonly child: Child }> {
    const [, ...args] = image.command;
    const port = await freePort();
    const env = { ...image.env, PORT: port, HOST: "127.0.0.1" };
    const user = process.getuid?.() === 0 ? { user: NOBODY } : {};
    const child = new Child(node, args, { cwd: image.folder, env, ...user });
    started.push(child);
    const url = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${url}/healthz`).catch(() => undefined))?.ok) {
      if (!child.alive) throw new Error(`The server ended early:\n${child.lines.join("\n")}`);
    }
    return { url, child };
  }

  it("answers as a user without rights", async () => {
    const { url } = await start();
    expect(await (await fetch(url)).json()).toEqual({ now: expect.stringMatching(/^\d{4}-/) });
  });

  it("finishes what runs when it is told to stop", async () => {
    const { url, child } = await start();
    const running = fetch(`${url}/nap/300`);
    for await (const line of child.follow()) if (line.includes("sleeping")) break;
    child.signal("SIGTERM");
    expect(await (await running).text()).toBe("rested");
    expect(await child.ended).toBe(0);
  });
});

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" ? String(address?.port) : "";
}
