import { request as open } from "node:http";
import { createServer } from "node:net";
import { simulator as aws } from "@onefn/aws/simulator";
import { simulator as server } from "@onefn/server/simulator";
import { http, message, reject, retry, stream, text } from "onefn";
import { wiresOf } from "onefn/simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { running } from "./support/dev.js";

describe("a request", () => {
  test("goes through the server by default", async () => {
    const { url } = await running();
    const response = await fetch(`${url}hello/ada`);
    expect(response.headers.get("x-onefn-wire")).toBe("server/node");
    expect(await response.json()).toMatchObject({ hello: "ada", provider: "server" });
  });

  test("goes through the wire that its header names, and the function does not see the header", async () => {
    const { url } = await running();
    const response = await fetch(`${url}hello/ada?x=%20&x=2`, {
      method: "POST",
      headers: { "x-onefn-as": "aws/api-gateway-v2" },
      body: "hi",
    });
    expect(response.headers.get("x-onefn-wire")).toBe("aws/api-gateway-v2");
    expect(await response.json()).toMatchObject({
      hello: "ada",
      provider: "aws",
      url: expect.stringMatching(/\/hello\/ada\?x=%20&x=2$/),
      header: null,
      body: "hi",
    });
  });

  test.each([
    ["?onefn-as=aws/api-gateway-v2", "/hello/ada"],
    ["?a=%2F&onefn-as=aws%2Fapi-gateway-v2&b", "/hello/ada?a=%2F&b"],
  ])("goes through the wire of %s, and the function sees the rest of its URL", async (query, seen) => {
    const { url } = await running();
    const response = await fetch(`${url}hello/ada${query}`);
    expect(response.headers.get("x-onefn-wire")).toBe("aws/api-gateway-v2");
    const body = (await response.json()) as { readonly url: string };
    expect(body.url.slice(new URL(body.url).origin.length)).toBe(seen);
  });

  test("by a wire that is not there is answered with those that are", async () => {
    const { url } = await running();
    const response = await fetch(`${url}hello/ada?onefn-as=nowhere`);
    expect(response.status).toBe(400);
    const answer = await response.text();
    expect(answer).toContain("server/node");
    expect(answer).toContain("aws/api-gateway-v2");
    expect(answer).toContain('"nowhere"');
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("by a wire that is no name is told on one line, and not at length", async () => {
    const { url } = await running();
    const wire = encodeURIComponent(`\u001b[2J\r\n<b>${"x".repeat(500)}`);
    const answer = await (await fetch(`${url}hello/ada?onefn-as=${wire}`)).text();
    expect(answer).toMatch(/^Unknown wire "\?\[2J\?\?<b>x{51}\.\.\." for requests, /);
  });

  test("with the method TRACE, which no Request can have, is told so", async () => {
    const lines: string[] = [];
    const { url } = await running({ log: (line) => void lines.push(line) });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = open(new URL("hello/ada", url), { method: "TRACE" }, (response) => {
        resolve(response.resume().statusCode);
      });
      outgoing.on("error", reject).end();
    });
    expect(status).toBe(405);
    expect(lines).toEqual([expect.stringMatching(/^TRACE \/hello\/ada 405 onefn dev \d+ ms: .*Request/)]);
  });

  test("reaches every http wire of every provider", async () => {
    const { url } = await running();
    for (const simulator of [server, aws]) {
      const { provider } = simulator;
      for (const { trigger } of wiresOf(simulator, "http")) {
        const wire = `${provider}/${trigger}`;
        const response = await fetch(`${url}hello/ada`, { headers: { "x-onefn-as": wire } });
        expect([wire, response.status, response.headers.get("x-onefn-wire")]).toEqual([wire, 200, wire]);
        expect(await response.json()).toMatchObject({ hello: "ada", provider });
      }
    }
  });

  test("is logged with its wire, and so are the function's own lines", async () => {
    const lines: string[] = [];
    const logging = http({ path: "/log" }, (_, context) => {
      context.log.info("from the function");
      return text("");
    });
    const { url } = await running({ functions: { logging }, log: (line) => void lines.push(line) });
    await fetch(`${url}log`);
    expect(lines[0]).toContain("from the function");
    expect(lines[1]).toMatch(/^GET \/log 200 server\/node \d+ ms$/);
  });
});

test("an error is logged with a stack that people can read, and those of its causes", async () => {
  const lines: string[] = [];
  const failing = http({ path: "/" }, () => {
    throw new Error("no table", { cause: new TypeError("no disk") });
  });
  const { url } = await running({ functions: { failing }, log: (line) => void lines.push(line) });
  await fetch(`${url}?onefn-as=aws/alb`);
  expect(lines[0]).toMatch(/^\{.*"message":.*no table.*\}\nError: no table\n {4}at .*dev\.test\.ts/);
  expect(lines[0]).toMatch(/\nCaused by: TypeError: no disk\n {4}at /);
  expect(lines[0]).not.toContain("\\n");
});

test("what is refused is logged with its status and the reason", async () => {
  const lines: string[] = [];
  const { url } = await running({ log: (line) => void lines.push(line) });
  await fetch(`${url}hello/ada?onefn-as=nowhere`);
  expect(lines).toEqual([
    expect.stringMatching(/^GET \/hello\/ada 400 onefn dev \d+ ms: .*Known: server\/node, /),
  ]);
});

test("a body over the function's limit is a 413 by the server's wire too", async () => {
  const small = http({ path: "/small", bodyLimit: 1000 }, async (request) => text(await request.text()));
  const { url } = await running({ functions: { small } });
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { "content-length": 4_000_000 };
    const outgoing = open(new URL("small", url), { method: "POST", headers }, (response) => {
      resolve(response.resume().statusCode);
    }).on("error", reject);
    const write = (left: number) => {
      if (left === 0) outgoing.end();
      else outgoing.write(new Uint8Array(100_000), () => write(left - 1));
    };
    write(40);
  });
  expect(status).toBe(413);
});

test("what the adapter throws is told with the wire and its answer", async () => {
  const lines: string[] = [];
  const twice = () => http({ path: "/x" }, () => text(""));
  const { url } = await running({
    functions: { a: twice(), b: twice() },
    log: (line) => void lines.push(line),
  });
  await fetch(`${url}x?onefn-as=aws/alb`);
  expect(lines.join("\n")).toMatch(/aws\/alb answered 502: the adapter failed: .*claim \/x/);
});

test("a stream arrives as it is made", async () => {
  let goOn = () => {};
  const going = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const slow = http({ path: "/slow" }, () =>
    stream(async function* () {
      yield "first";
      await going;
      yield "last";
    }),
  );
  const { url } = await running({ functions: { slow } });
  const reader = (await fetch(`${url}slow`)).body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("first");
  goOn();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("last");
});

describe("a message", () => {
  const send = async (url: string, body: string, query = "") => {
    const response = await fetch(`${url}_onefn/messages/orders${query}`, { method: "POST", body });
    return [response, await response.json()] as const;
  };

  test("is delivered, and its end is told", async () => {
    const { url } = await running();
    const [response, report] = await send(url, "now");
    expect(response.headers.get("x-onefn-wire")).toBe("aws/sqs");
    const { sent } = report as { sent: string[] };
    expect(report).toMatchObject({ wire: "aws/sqs", acknowledged: sent, dead: [] });
  });

  test("that is retried comes back until it is dead", async () => {
    const { url } = await running();
    const [, report] = await send(url, "later");
    const { sent, log } = report as { sent: string[]; log: { attempt: number }[] };
    expect(report).toMatchObject({ acknowledged: [], dead: sent });
    expect(log.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  test("that is dead is told with its attempts and the reason, in the terminal as an error", async () => {
    const told: [string, string | undefined][] = [];
    const failing = message({ from: "orders", as: "text" }, (order) => {
      if (order.data === "throw") throw new Error("no stock");
      return order.data === "never" ? reject({ reason: "nobody sells it" }) : retry();
    });
    const { url } = await running({
      functions: { failing },
      log: (text, level) => void told.push([text, level]),
    });
    for (const [body, reason] of [
      ["throw", "no stock"],
      ["never", "rejected: nobody sells it."],
      ["later", "the handler returned retry() each time."],
    ] as const) {
      const [, report] = await send(url, body);
      const { sent, reasons } = report as { sent: [string]; reasons: Record<string, string> };
      expect(reasons).toEqual({ [sent[0]]: reason });
      const line = `[onefn] dev: message ${sent[0]} of orders is dead after 3 attempts: ${reason}`;
      expect(told).toContainEqual([line, "error"]);
    }
  });

  test("from where no function takes any is refused with the names of those that are", async () => {
    const { url } = await running();
    const response = await fetch(`${url}_onefn/messages/nowhere`, { method: "POST", body: "" });
    expect([response.status, await response.text()]).toEqual([
      404,
      "No function takes these messages. Known: orders.",
    ]);
  });

  test("that the queue would not take is refused with its reason", async () => {
    const { url } = await running();
    const response = await fetch(`${url}_onefn/messages/orders`, { method: "POST", body: "" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("[onefn/aws]");
  });

  test("is sent with POST, and a browser that looks there is told so", async () => {
    const { url } = await running();
    const response = await fetch(`${url}_onefn/messages/orders`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await response.text()).toBe("Use POST. The request's body is the message.");
  });

  test("that no installed provider can carry is refused with a sentence about that", async () => {
    const { url } = await running({ simulators: [] });
    const response = await fetch(`${url}_onefn/messages/orders`, { method: "POST", body: "now" });
    expect([response.status, await response.text()]).toEqual([
      400,
      "No installed provider has a wire for messages.",
    ]);
  });

  test("by a wire that is not there is refused", async () => {
    const { url } = await running();
    const response = await fetch(`${url}_onefn/messages/orders?onefn-as=aws/api-gateway-v2`, {
      method: "POST",
      body: "",
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(
      /^Unknown wire "aws\/api-gateway-v2" for messages, named by `x-onefn-as` or `onefn-as`\. Known: aws\/sqs, .*, server\/pubsub-push.*\.$/,
    );
  });
});

test("a busy port is passed over, and that is said", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => blocker.once("listening", resolve));
  onTestFinished(() => void blocker.close());
  const { port } = blocker.address() as { readonly port: number };
  const dev = await running({ port });
  expect(dev.moved).toBe(true);
  expect(Number(new URL(dev.url).port)).toBeGreaterThan(port);
  expect((await fetch(dev.url)).status).toBe(200);
});

test("a server that cannot listen leaves the process as it was", async () => {
  const events = ["unhandledRejection", "uncaughtException"] as const;
  const before = events.map((event) => process.listenerCount(event));
  await expect(running({ port: 65_536 })).rejects.toThrow("port must be 0 to 65535");
  expect(events.map((event) => process.listenerCount(event))).toEqual(before);
});

test("the last port that exists is the last one that is tried", async () => {
  const blocker = createServer().listen(65_535, "127.0.0.1");
  await new Promise((resolve) => blocker.once("listening", resolve).once("error", resolve));
  onTestFinished(() => void blocker.close());
  await expect(running({ port: 65_535 })).rejects.toThrow(/65535.*(?:use|taken)/i);
});
