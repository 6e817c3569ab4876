import { simulator as aws } from "@onefn/aws/simulator";
import type { checkFunction as CheckFunction } from "@onefn/contract";
import { simulator as server } from "@onefn/server/simulator";
import { simulator as vercel } from "@onefn/vercel/simulator";
import { http, json, message, text } from "onefn";
import { wiresOf } from "onefn/simulator";
import { expect, vi } from "vitest";
import { matrix } from "../matrix.js";
import type { Registers } from "./registers.js";

const simulators = [aws, server];
const hello = http({ path: "/hello/:name" }, (_, { params }) => json({ hello: params.name }));

/** What is asked of `checkFunction`: of the real one, and of those that are broken on purpose. */
export function describeChecks(checkFunction: typeof CheckFunction, { describe, it }: Registers): void {
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
      expect(report.differences.map(({ wire }) => wire)).toEqual(
        wires.map(({ trigger }) => `aws/${trigger}`),
      );
      expect(String(report)).toContain(
        `aws (${wires.length} wires): body is "broken", where most say "fine".`,
      );
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
      const fragile = http((_, { provider }) =>
        text(`${"a".repeat(100)}${provider === "server" ? "!" : "?"}`),
      );
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

    it("rejects options that it does not have, and values that none of them can be", async () => {
      const input = [new Request("http://localhost/hello/ada")];
      const wrong: readonly (readonly [object, string])[] = [
        [{ expects: "success" }, 'there is no option "expects". Did you mean expect?'],
        [{ expect: "sucess" }, "expect must be one of alike, answers, success"],
        [{ simulators: aws }, "simulators must be a list"],
      ];
      for (const [options, message] of wrong) {
        await expect(checkFunction(hello, input, { simulators, ...options })).rejects.toMatchObject({
          code: "ONEFN_INVALID_OPTION",
          message: expect.stringContaining(message),
        });
      }
    });

    it("rejects a Request whose body has been read", async () => {
      const used = new Request("http://localhost/hello/ada", { method: "POST", body: "x" });
      await used.text();
      await expect(checkFunction(hello, [used], { simulators })).rejects.toMatchObject({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringContaining("the body of input 1 has been read already"),
      });
    });

    it("rejects faked timers instead of waiting without end, and lets Date be faked", async () => {
      const input = [new Request("http://localhost/hello/ada")];
      vi.useFakeTimers();
      try {
        await expect(checkFunction(hello, input, { simulators })).rejects.toMatchObject({
          message: expect.stringContaining("setTimeout is faked"),
        });
        vi.useRealTimers();
        vi.useFakeTimers({ toFake: ["Date"], now: new Date("2020-02-29T00:00:00Z") });
        const today = http(() => text(new Date().toISOString()));
        const report = await checkFunction(today, [new Request("http://localhost/")], { simulators });
        expect(report.ok, String(report)).toBe(true);
      } finally {
        vi.useRealTimers();
      }
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
}
