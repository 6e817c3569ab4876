import { simulator as aws } from "@onefn/aws/simulator";
import { checkFunction } from "@onefn/contract";
import { simulator as server } from "@onefn/server/simulator";
import { simulator as vercel } from "@onefn/vercel/simulator";
import { http, json, message, reject, retry, text } from "onefn";
import { describe, expect, it } from "vitest";
import { matrix } from "./matrix.js";

const simulators = [aws, server];
const hello = http({ path: "/hello/:name" }, (_, { params }) => json({ hello: params.name }));

describe("checkFunction", () => {
  it("finds no difference in a function that answers alike everywhere", async () => {
    const report = await checkFunction(hello, [new Request("http://localhost/hello/ada")], { simulators });
    expect(report.ok, String(report)).toBe(true);
    expect(report.answers[0]?.map(({ wire }) => wire)).toContain("aws/api-gateway-v2");
    expect(report.answers[0]?.map(({ wire }) => wire)).toContain("server/node");
  });

  it("runs on every provider of the matrix where none is given", async () => {
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

  it("shows the answers of all providers side by side, a row for wires that answer alike", async () => {
    const where = http((_, { provider }) => text(provider === "server" ? "a server" : "a cloud"));
    const report = await checkFunction(where, [new Request("http://localhost/")], { simulators: matrix });
    const [input, head, rule, ...rows] = String(report).split("\n");
    expect([input, head, rule]).toEqual([
      "GET /",
      expect.stringMatching(/^answered by +status +content-type +body +differs in$/),
      expect.stringMatching(/^[- ]+$/),
    ]);
    const table = rows.slice(0, matrix.length);
    expect(table).toHaveLength(matrix.length);
    for (const [index, { provider, http: wires }] of matrix.entries()) {
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

  it("says from the log why a wire answers otherwise", async () => {
    const fragile = http((_, { provider }) => {
      if (provider === "server") throw new Error("no such table");
      return text("fine", { headers: { "set-cookie": "a=1" } });
    });
    const report = await checkFunction(fragile, [new Request("http://localhost/")], { simulators });
    const parts = report.differences.map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(["status", "body", "set-cookie"]));
    expect(String(report)).toContain("no such table");
  });

  it("tells of the provider that is alone, also where it has most of the wires", async () => {
    const fragile = http((_, { provider }) => text(provider === "aws" ? "broken" : "fine"));
    const report = await checkFunction(fragile, [new Request("http://localhost/")], { simulators: matrix });
    const wires = matrix.find(({ provider }) => provider === "aws")?.http ?? [];
    expect(report.differences.map(({ wire }) => wire)).toEqual(wires.map(({ trigger }) => `aws/${trigger}`));
    expect(String(report)).toContain(`aws (${wires.length} wires): body is "broken", where most say "fine".`);
  });

  it("tells inputs apart that have one path", async () => {
    const fragile = http(async (request, { provider }) => {
      const body = await request.text();
      return text(provider === "server" && body === "second" ? "broken" : body);
    });
    const inputs = ["first", "second"].map(
      (body) => new Request("http://localhost/", { method: "POST", body }),
    );
    const report = String(await checkFunction(fragile, inputs, { simulators: matrix }));
    const [first, second] = report.split("\n\n");
    expect(first).not.toContain("where most say");
    expect(second).toContain('server/node: body is "broken", where most say "second".');
  });

  it("shows long values where they part", async () => {
    const fragile = http((_, { provider }) => text(`${"a".repeat(100)}${provider === "server" ? "!" : "?"}`));
    const report = await checkFunction(fragile, [new Request("http://localhost/")], { simulators });
    expect(String(report)).toMatch(/server\/node: body is "…a+!", where most say "…a+\?"\./);
  });

  it("tells once what a log says of several differences", async () => {
    const fragile = http((_, { provider }) => {
      if (provider === "server") throw new Error("no such table");
      return text("fine", { headers: { "x-a": "1" } });
    });
    const report = await checkFunction(fragile, [new Request("http://localhost/")], { simulators });
    expect(report.differences.length).toBeGreaterThan(2);
    expect(String(report).match(/^ {2}log: /gm)).toHaveLength(1);
  });

  it("does not hold up the other wires for one that takes long", async () => {
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
    expect(report.answers.map((each) => each[0]?.parts.outcome?.slice(0, 5))).toEqual([
      "ack",
      "retry",
      "retry",
    ]);
  });

  it("tells alike what no queue takes", async () => {
    const report = await checkFunction(
      message(() => {}),
      [{ body: "" }],
      { simulators },
    );
    expect(report.ok, String(report)).toBe(true);
    expect(report.answers[0]?.[0]?.parts.outcome).toBe("not sent: ONEFN_MESSAGE_INVALID");
  });

  it("gives each input of a record to the functions of its kind", async () => {
    const seen: string[] = [];
    const orders = message({ from: "orders" }, ({ data }) => void seen.push(String(data)));
    const report = await checkFunction({ hello, orders }, [
      new Request("http://localhost/hello/ada"),
      { to: "orders", body: "one" },
    ]);
    expect(report.ok, String(report)).toBe(true);
    expect(new Set(seen)).toEqual(new Set(["one"]));
  });

  it("refuses to check nothing, and what is no input", async () => {
    await expect(checkFunction(hello, [], { simulators })).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining("there is no input"),
    });
    const untyped: readonly never[] = JSON.parse('["/hello/ada"]');
    await expect(checkFunction(hello, untyped, { simulators })).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining("input 1 is neither a Request nor a message"),
    });
  });

  it("refuses an input that nobody takes", async () => {
    await expect(checkFunction(hello, [{ body: "x" }], { simulators })).rejects.toThrow(
      /nobody takes input 1, a message/,
    );
    await expect(
      checkFunction(hello, [new Request("http://localhost/")], { simulators: [] }),
    ).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
    });
  });
});
