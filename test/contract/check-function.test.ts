import { simulator as aws } from "@onefn/aws/simulator";
import { checkFunction } from "@onefn/contract";
import { simulator as server } from "@onefn/server/simulator";
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
