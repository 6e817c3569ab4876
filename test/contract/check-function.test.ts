import { simulator as aws } from "@onefn/aws/simulator";
import { checkFunction } from "@onefn/contract";
import { simulator as server } from "@onefn/server/simulator";
import { simulator as vercel } from "@onefn/vercel/simulator";
import { http, json, message, reject, retry, TaskError, task, text } from "onefn";
import { wiresOf } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { matrix } from "./matrix.js";

const simulators = [aws, server];
const hello = http({ path: "/hello/:name" }, (_, { params }) => json({ hello: params.name }));

describe("checkFunction", () => {
  it("finds no difference in a function that answers the same everywhere", async () => {
    const report = await checkFunction(hello, [new Request("http://localhost/hello/ada")], { simulators });
    expect(report.ok, String(report)).toBe(true);
    expect(report.answers[0]?.map(({ wire }) => wire)).toContain("aws/api-gateway-v2");
    expect(report.answers[0]?.map(({ wire }) => wire)).toContain("server/node");
  });

  it("runs on every provider of the matrix if none is given", async () => {
    const { answers } = await checkFunction(hello, [new Request("http://localhost/hello/ada")]);
    const providers = new Set(answers[0]?.map(({ wire }) => wire.split("/")[0]));
    expect(providers).toEqual(new Set(matrix.map(({ provider }) => provider)));
  });

  it("sends a body to every wire", async () => {
    const echo = http(async (request) => text(await request.text()));
    const request = new Request("http://localhost/", { method: "POST", body: "same" });
    const report = await checkFunction(echo, [request], { simulators });
    expect(new Set(report.answers[0]?.map(({ parts }) => parts.body))).toEqual(new Set(["same"]));
  });

  it("shows the answers of all providers side by side, with one row for equal answers", async () => {
    const where = http((_, { provider }) => text(provider === "server" ? "a server" : "a cloud"));
    const report = await checkFunction(where, [new Request("http://localhost/")], { simulators: matrix });
    const [input, head, rule, ...rows] = report.tables().split("\n");
    expect([input, head, rule]).toEqual([
      "GET /",
      expect.stringMatching(/^answered by +status +content-type +body +differs in$/),
      expect.stringMatching(/^[- ]+$/),
    ]);
    const table = rows.slice(0, matrix.length);
    expect(table).toHaveLength(matrix.length);
    for (const [index, simulator] of matrix.entries()) {
      const { provider } = simulator;
      const wires = wiresOf(simulator, "http");
      const name =
        wires.length > 1 ? `${provider} \\(${wires.length} wires\\)` : `${provider}/${wires[0]?.trigger}`;
      const cells = provider === "server" ? "a server +body" : "a cloud";
      expect(table[index]).toMatch(new RegExp(`^${name} +200 +text/plain;charset=utf-8 +${cells}$`));
    }
  });

  it("names the wire, the part and both values of a difference", async () => {
    const where = http((_, { provider }) => text(provider === "server" ? "a server" : "a cloud"));
    const report = await checkFunction(where, [new Request("http://localhost/")], { simulators });
    expect(report.ok).toBe(false);
    expect(report.differences).toMatchObject([
      { wire: "server/node", part: "body", value: "a server", expected: "a cloud" },
    ]);
    expect(String(report)).toContain('server/node: body is "a server", where most say "a cloud".');
  });

  it("gives the reason for a different answer from the log", async () => {
    const fragile = http((_, { provider }) => {
      if (provider === "server") throw new Error("no such table");
      return text("fine", { headers: { "set-cookie": "a=1" } });
    });
    const report = await checkFunction(fragile, [new Request("http://localhost/")], { simulators });
    const parts = report.differences.map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(["status", "body", "set-cookie"]));
    expect(String(report)).toContain("no such table");
  });

  it("names the provider that differs, even if it has most of the wires", async () => {
    const fragile = http((_, { provider }) => text(provider === "aws" ? "broken" : "fine"));
    const report = await checkFunction(fragile, [new Request("http://localhost/")], { simulators: matrix });
    const wires = wiresOf(aws, "http");
    expect(report.differences.map(({ wire }) => wire)).toEqual(wires.map(({ trigger }) => `aws/${trigger}`));
    expect(String(report)).toContain(`aws (${wires.length} wires): body is "broken", where most say "fine".`);
  });

  it("distinguishes inputs with the same path", async () => {
    const fragile = http(async (request, { provider }) => {
      const body = await request.text();
      return text(provider === "server" && body === "second" ? "broken" : body);
    });
    const inputs = ["first", "second"].map(
      (body) => new Request("http://localhost/", { method: "POST", body }),
    );
    const report = String(await checkFunction(fragile, inputs, { simulators: matrix }));
    expect(report).toBe(
      [
        "input 2: POST / second",
        'server/node: body is "broken", where most say "second".',
        "",
        "1 of 2 inputs: the same result on all wires.",
      ].join("\n"),
    );
  });

  it("shows long values from where they differ", async () => {
    const fragile = http((_, { provider }) => text(`${"a".repeat(100)}${provider === "server" ? "!" : "?"}`));
    const report = await checkFunction(fragile, [new Request("http://localhost/")], { simulators });
    expect(String(report)).toMatch(/server\/node: body is "…a+!", where most say "…a+\?"\./);
  });

  it("gives a reason from the log once for several differences", async () => {
    const fragile = http((_, { provider }) => {
      if (provider === "server") throw new Error("no such table");
      return text("fine", { headers: { "x-a": "1" } });
    });
    const report = await checkFunction(fragile, [new Request("http://localhost/")], { simulators });
    expect(report.differences.length).toBeGreaterThan(2);
    expect(String(report).match(/^ {2}log: /gm)).toHaveLength(1);
  });

  it("does not wait for a slow wire before it asks the others", async () => {
    let open: () => void = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const waiting = http(async (_, { provider }) => {
      if (provider === "server") open();
      await opened;
      return text("there");
    });
    const report = await checkFunction(waiting, [new Request("http://localhost/")], {
      simulators: [vercel, server],
    });
    expect(report.ok, String(report)).toBe(true);
    expect(report.answers[0]?.at(-1)?.wire).toBe("server/node");
  });

  it("compares outcomes of messages", async () => {
    const outcomes = message({ from: "orders", as: "text" }, ({ data }) =>
      data === "later" ? retry() : data === "never" ? reject() : undefined,
    );
    const inputs = ["now", "later", "never"].map((body) => ({ body }));
    const report = await checkFunction(outcomes, inputs, { simulators });
    expect(report.ok, String(report)).toBe(true);
    expect(report.answers.map((each) => each[0]?.parts.outcome)).toEqual(["ack", "retry", "reject"]);
  });

  it("reports a message that no queue accepts the same way on every wire", async () => {
    const queues = aws.wires.filter(({ trigger }) => trigger.startsWith("sqs"));
    const report = await checkFunction(
      message(() => {}),
      [{ body: "" }],
      { simulators: [{ ...aws, wires: queues }] },
    );
    expect(report.differences).toEqual([]);
    expect(report.answers[0]?.[0]?.parts.outcome).toBe("not sent: ONEFN_MESSAGE_INVALID");
    expect(report.ok).toBe(false);
    expect(String(report)).toContain("not sent: ONEFN_MESSAGE_INVALID.");
  });

  it.each([
    [
      "is answered 500",
      () => http(() => Promise.reject(new Error("no such table"))),
      "/",
      /it was answered 500\.\n {2}log: .*no such table/,
    ],
    ["matches no function", () => hello, "/helo/ada", /: no function took it\./],
  ])("fails if a request %s on every wire", async (_, fn, path, text) => {
    const input = [new Request(`http://localhost${path}`)];
    const report = await checkFunction(fn(), input, { simulators });
    expect(report.differences).toEqual([]);
    expect(report.ok).toBe(false);
    expect(new Set(report.failures.map(({ wire }) => wire.split("/")[0]))).toEqual(
      new Set(["aws", "server"]),
    );
    expect(String(report)).toMatch(text);
    const alike = await checkFunction(fn(), input, { simulators, expect: "alike" });
    expect(alike.ok, String(alike)).toBe(true);
  });

  it("fails if no function takes a message", async () => {
    const fn = message({ from: "orders" }, () => {});
    const others = message({ from: "others" }, () => {});
    const report = await checkFunction({ fn, others }, [{ to: "order", body: "a" }], { simulators });
    expect(report.ok).toBe(false);
    expect(String(report)).toContain("no function took it.");
  });

  it("tells a crash from a retry and a reject, and fails because of it", async () => {
    const orders = message({ from: "orders", as: "text" }, ({ data }) => {
      if (data === "crash") throw new TypeError("no such table");
      return data === "later" ? retry() : reject();
    });
    const inputs = ["crash", "later", "never"].map((body) => ({ body }));
    const report = await checkFunction(orders, inputs, { simulators: matrix });
    const outcomes = report.answers.map((each) => [...new Set(each.map(({ parts }) => parts.outcome))]);
    expect(outcomes).toEqual([["crash"], ["retry"], ["reject"]]);
    expect(new Set(report.failures.map(({ index, what }) => `${index}: ${what}`))).toEqual(
      new Set(["0: the function threw TypeError: no such table"]),
    );
  });

  it.each([
    ["answers", () => ({ sku: "tea" }), undefined, undefined],
    [
      "throws a TaskError",
      () => Promise.reject(new TaskError("OutOfStock", "None left.")),
      "OutOfStock",
      undefined,
    ],
    ["crashes", () => Promise.reject(new Error("boom")), "crash", "the function threw Error: boom"],
  ])("compares a task that %s", async (_, handler, error, failure) => {
    const stock = task({ name: "stock" }, handler);
    const report = await checkFunction(stock, [{ input: {} }], { simulators: matrix });
    expect(new Set(report.answers[0]?.map(({ parts }) => parts.error))).toEqual(new Set([error]));
    expect([...new Set(report.failures.map(({ what }) => what))]).toEqual(failure ? [failure] : []);
    expect(report.differences).toEqual([]);
    expect(report.ok, String(report)).toBe(!failure);
  });

  it("fails because of a TaskError if success is expected", async () => {
    const stock = task({ name: "stock" }, () => Promise.reject(new TaskError("OutOfStock", "None left.")));
    const report = await checkFunction(stock, [{ input: {} }], { simulators, expect: "success" });
    expect(String(report)).toContain("it failed with OutOfStock.");
  });

  it("lets a function answer 404, retry and reject, unless success is expected", async () => {
    const missing = http(() => text("none", { status: 404 }));
    const later = message({ from: "orders" }, () => retry());
    const inputs = [new Request("http://localhost/"), { body: "a" }];
    const functions = { missing, later };
    expect((await checkFunction(functions, inputs, { simulators })).ok).toBe(true);
    const report = await checkFunction(functions, inputs, { simulators, expect: "success" });
    expect(new Set(report.failures.map(({ index, what }) => `${index}: ${what}`))).toEqual(
      new Set(["0: it was answered 404", "1: its outcome was retry"]),
    );
  });

  it("gives each input to the functions of its kind", async () => {
    const seen: string[] = [];
    const orders = message({ from: "orders" }, ({ data }) => void seen.push(String(data)));
    const report = await checkFunction({ hello, orders }, [
      new Request("http://localhost/hello/ada"),
      { to: "orders", body: "one" },
    ]);
    expect(report.ok, String(report)).toBe(true);
    expect(new Set(seen)).toEqual(new Set(["one"]));
  });

  it("rejects an empty list and invalid inputs", async () => {
    await expect(checkFunction(hello, [], { simulators })).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining("there is no input"),
    });
    const untyped: readonly never[] = JSON.parse('["/hello/ada"]');
    await expect(checkFunction(hello, untyped, { simulators })).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining("input 1 is neither a Request nor a message nor a tick"),
    });
  });

  it("rejects an input that no function or wire takes", async () => {
    await expect(checkFunction(hello, [{ body: "x" }], { simulators })).rejects.toThrow(
      /no function or no wire takes input 1, a message/,
    );
    await expect(
      checkFunction(hello, [new Request("http://localhost/")], { simulators: [] }),
    ).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
    });
  });
});
