import { Agent, get } from "node:http";
import { http, text } from "onefn";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { start } from "./support/program.js";
import { gate, rawClient, running } from "./support/running.js";

describe("a process that is told to stop", () => {
  test.each(["SIGTERM", "SIGINT"] as const)("by %s finishes what runs, then ends with 0", async (signal) => {
    const program = await start();
    const url = await program.event();
    const running = fetch(`${url}slow`).then((response) => response.text());
    expect(await program.event()).toBe("begun");
    const exit = program.exit();
    program.signal(signal);
    await refused(url);
    program.goOn();
    expect(await running).toBe("finished");
    expect(await program.event()).toBe("mailed");
    expect(await exit).toBe(0);
  });

  test("finishes a stream", async () => {
    const program = await start();
    const response = await fetch(`${await program.event()}stream`);
    expect(await program.event()).toBe("begun");
    const exit = program.exit();
    program.signal("SIGTERM");
    program.goOn();
    expect(await response.text()).toBe("first last");
    expect(await exit).toBe(0);
  });

  test("ends with 1 and says so when the time runs out", async () => {
    const program = await start({ shutdownTimeout: 100 });
    const stuck = fetch(`${await program.event()}stuck`);
    expect(await program.event()).toBe("begun");
    const exit = program.exit();
    program.signal("SIGTERM");
    await expect(stuck).rejects.toThrow();
    expect(await exit).toBe(1);
    const line = JSON.parse(program.output);
    expect(line).toMatchObject({ level: "error", code: "ONEFN_DEADLINE" });
    expect(line.message).toContain("1 request");
  });

  test("ends at once on the second signal", async () => {
    const program = await start();
    const stuck = fetch(`${await program.event()}stuck`).catch(() => {});
    expect(await program.event()).toBe("begun");
    const exit = program.exit();
    program.signal("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 50));
    program.signal("SIGINT");
    // By itself: as number 1 of a container it would survive the signal.
    expect(await exit).toBe(130);
    await stuck;
  });

  test("has the longest of times, not the shortest, where none is set to its end", async () => {
    const program = await start({ shutdownTimeout: 2 ** 31 });
    const running = fetch(`${await program.event()}slow`).then((response) => response.text());
    expect(await program.event()).toBe("begun");
    const exit = program.exit();
    program.signal("SIGTERM");
    program.goOn();
    expect(await running).toBe("finished");
    expect(await exit).toBe(0);
  });

  test("ends when the last of its servers has stopped", async () => {
    const program = await start({}, { SECOND: "yes" });
    const running = fetch(`${await program.event()}slow`).then((response) => response.text());
    expect(await program.event()).toBe("begun");
    const exit = program.exit();
    program.signal("SIGTERM");
    expect(await program.event()).toBe("second stopped");
    program.goOn();
    expect(await running).toBe("finished");
    expect(await exit).toBe(0);
  });

  test("leaves the end to a program that listens too", async () => {
    const program = await start({}, { LISTENS: "yes" });
    await program.event();
    const exit = program.exit();
    program.signal("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 50));
    program.goOn();
    expect(await exit).toBe(7);
  });
});

/** Resolves when nothing listens at a URL any more. */
async function refused(url: string): Promise<void> {
  for (;;) {
    const open = await fetch(url).then(
      (response) => response.text().then(() => true),
      () => false,
    );
    if (!open) return;
  }
}

describe("the health check", () => {
  test("answers before any function, and only at its path", async () => {
    const { url } = await running(
      http(() => text("function")),
      { health: "/healthz" },
    );
    const answer = async (path: string) => {
      const response = await fetch(new URL(path, url));
      return [response.status, await response.text()];
    };
    expect(await answer("/healthz")).toEqual([200, "ok"]);
    expect(await answer("/healthz?verbose")).toEqual([200, "ok"]);
    expect(await answer("/healthzz")).toEqual([200, "function"]);
    expect(await answer("/")).toEqual([200, "function"]);
  });

  test("answers 503 while the server waits for load balancers to look elsewhere", async () => {
    const server = await running(
      http(() => text("function")),
      { health: "/healthz", shutdownDelay: 200 },
    );
    const closed = server.close();
    const response = await fetch(new URL("/healthz", server.url));
    expect([response.status, response.headers.get("connection")]).toEqual([503, "close"]);
    expect((await fetch(server.url)).status).toBe(200);
    expect(await closed).toBe(true);
  });
});

test("close ends kept connections as soon as they are idle", async () => {
  const { opened, open } = gate();
  const started = gate();
  const server = await running(
    http(async () => {
      started.open();
      await opened;
      return text("done");
    }),
    { shutdownTimeout: 5_000 },
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await started.opened;
  const closed = server.close();
  open();
  expect(await client.closed()).toContain("done");
  expect(await closed).toBe(true);
});

test("close does not wait for connections that were opened ahead of a request", async () => {
  const server = await running(
    http(() => text("")),
    { shutdownTimeout: 5_000 },
  );
  const client = rawClient(server.url);
  await new Promise((resolve) => client.socket.once("connect", resolve));
  expect(await server.close()).toBe(true);
  await client.closed();
});

test("close does not wait for a body that nobody reads, once its request is answered", async () => {
  const server = await running(
    http(async (request) => {
      const reader = request.body?.getReader();
      await reader?.read();
      return text("enough");
    }),
    { shutdownTimeout: 60_000 },
  );
  const client = rawClient(server.url);
  client.write("POST / HTTP/1.1", "Host: h", "Content-Length: 1000000", "", "x".repeat(200_000));
  await client.until("enough");
  expect(await server.close()).toBe(true);
  await client.closed();
});

test("what was cut is told: an answer that its client does not read is no running request", async () => {
  const logged = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  onTestFinished(() => logged.mockRestore());
  const server = await running(
    http(() => text("x".repeat(50_000_000))),
    { shutdownTimeout: 200 },
  );
  const requested = new Promise((resolve) => server.node?.once("request", resolve));
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  client.socket.pause();
  await requested;
  expect(await server.close()).toBe(false);
  const line = logged.mock.calls.map(String).find((each) => each.includes("shutdown")) as string;
  expect(JSON.parse(line)).toMatchObject({ code: "ONEFN_DEADLINE" });
  expect(line).toContain("clients had not read all of their answers");
  expect(line).not.toContain("0 requests");
});

test("an answer is sent to its end, whatever its client's speed", async () => {
  const size = 20_000_000;
  const server = await running(
    http(() => text("x".repeat(size))),
    { shutdownTimeout: 60_000 },
  );
  const requested = new Promise((resolve) => server.node?.once("request", resolve));
  const client = rawClient(server.url);
  client.socket.pause();
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await requested;
  const closed = server.close();
  // Longer than the server waits between two looks at its connections.
  setTimeout(() => client.socket.resume(), 150);
  expect((await client.closed()).length).toBeGreaterThan(size);
  expect(await closed).toBe(true);
});

test("close waits for work whose client has gone", async () => {
  const { opened, open } = gate();
  const started = gate();
  let done = false;
  const server = await running(
    http(async () => {
      started.open();
      await opened;
      done = true;
      return text("");
    }),
  );
  const client = rawClient(server.url);
  client.write("GET / HTTP/1.1", "Host: h", "", "");
  await started.opened;
  client.socket.destroy();
  const closed = server.close();
  setTimeout(open, 20);
  expect(await closed).toBe(true);
  expect(done).toBe(true);
});

test("close may be called again", async () => {
  const server = await running(http(() => text("")));
  expect(await Promise.all([server.close(), server.close()])).toEqual([true, true]);
});

test("a kept connection serves several requests", async () => {
  const { url, node } = await running(http(() => text("ok")));
  let connections = 0;
  node?.on("connection", () => connections++);
  const agent = new Agent({ keepAlive: true });
  for (let index = 0; index < 3; index++) {
    await new Promise<void>((resolve) => {
      get(url, { agent }, (response) => response.resume().on("end", resolve));
    });
  }
  agent.destroy();
  expect(connections).toBe(1);
});
