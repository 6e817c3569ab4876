import { simulator as aws } from "@onefn/aws/simulator";
import type { checkFunction as CheckFunction } from "@onefn/contract";
import { simulator as server } from "@onefn/server/simulator";
import {
  allow,
  deny,
  drop,
  event,
  http,
  identity,
  json,
  message,
  reject,
  retry,
  storage,
  TaskError,
  task,
  text,
  transform,
} from "onefn";
import { expect } from "vitest";
import { matrix } from "../matrix.js";
import type { Registers } from "./registers.js";

const simulators = [aws, server];
const hello = http({ path: "/hello/:name" }, (_, { params }) => json({ hello: params.name }));

/** What is asked of `checkFunction` about each kind of function. */
export function describeKinds(checkFunction: typeof CheckFunction, { describe, it }: Registers): void {
  describe("checkFunction, by kinds", () => {
    it("compares outcomes of messages", async () => {
      const outcomes = message({ from: "orders", as: "text" }, ({ data }) =>
        data === "later" ? retry() : data === "never" ? reject() : undefined,
      );
      const inputs = ["now", "later", "never"].map((body) => ({ body }));
      const report = await checkFunction(outcomes, inputs, { simulators });
      expect(report.ok, String(report)).toBe(true);
      expect(report.answers.map((each) => each[0]?.parts.outcome)).toEqual(["ack", "retry", "reject"]);
    });

    it("fails if no function takes a message", async () => {
      const fn = message({ from: "orders" }, () => {});
      const others = message({ from: "others" }, () => {});
      const report = await checkFunction({ fn, others }, [{ to: "order", body: "a" }], { simulators });
      expect(report.ok).toBe(false);
      expect(String(report)).toContain("no function took it.");
    });

    it.each([
      [
        "a notification",
        storage({ bucket: "files", prefix: "in/" }, () => {}),
        { operation: "created", key: "inbox/a.txt" },
      ],
      ["an event", event({ type: "order.creatd" }, () => {}), { to: "order.created", data: { id: 1 } }],
    ] as const)("fails if a filter leaves out %s", async (_, fn, input) => {
      const report = await checkFunction(fn, [input], { simulators });
      expect(report.ok).toBe(false);
      expect(String(report)).toContain("no function took it.");
      expect((await checkFunction(fn, [input], { simulators, expect: "alike" })).ok).toBe(true);
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

    it("compares what transforms make of records", async () => {
      const enrich = transform({ from: "clicks", as: "json" }, ({ data }) => ({ seen: data }));
      const report = await checkFunction(enrich, [{ record: { page: "/" } }], { simulators: matrix });
      expect(report.ok, String(report)).toBe(true);
      expect(report.answers[0]?.map(({ parts }) => parts.value)).toContain('{"seen":{"page":"/"}}');
    });

    it("names the gap of wires that cannot drop a record", async () => {
      const sample = transform({ from: "clicks" }, () => drop());
      const report = await checkFunction(sample, [{ record: { page: "/" } }], { simulators: matrix });
      const differing = new Set(report.differences.map(({ wire }) => wire));
      expect([...differing].sort()).toEqual(["aws/redshift", "gcp/bigquery"]);
      for (const { gaps } of report.differences) expect(gaps.map(({ name }) => name)).toEqual(["drops"]);
    });

    it("fails if a transform crashes", async () => {
      const broken = transform({ from: "clicks" }, () => Promise.reject(new Error("no such table")));
      const report = await checkFunction(broken, [{ record: {} }], { simulators: matrix });
      expect(report.differences).toEqual([]);
      expect([...new Set(report.failures.map(({ what }) => what))]).toEqual([
        "the function threw Error: no such table",
      ]);
    });

    it("asks a hook where its moment exists, and lets it deny, unless success is expected", async () => {
      const guests = identity({ on: "signUp" }, ({ user }) =>
        user.email?.endsWith("@example.com") ? allow() : deny({ reason: "Members only." }),
      );
      const inputs = ["ann@example.com", "ann@example.org"].map(
        (email) => ({ on: "signUp", user: { email } }) as const,
      );
      const report = await checkFunction(guests, inputs, { simulators: matrix });
      expect(report.ok, String(report)).toBe(true);
      expect(report.answers[1]?.map(({ wire, parts }) => [wire, parts.decision])).toEqual([
        ["aws/cognito", "deny"],
        ["azure/entra-sign-up", "deny"],
        ["azure/entra-sign-up-start", "deny"],
        ["gcp/blocking", "deny"],
        ["netlify/identity-events", "deny"],
      ]);
      const strict = await checkFunction(guests, inputs, { simulators: matrix, expect: "success" });
      expect([...new Set(strict.failures.map(({ index, what }) => `${index}: ${what}`))]).toEqual([
        "1: it was denied",
      ]);
    });

    it("fails if a hook is denied because its answer is no decision", async () => {
      const broken = identity({ on: "signUp" }, () => "yes" as never);
      const report = await checkFunction(broken, [{ on: "signUp" }], { simulators: matrix });
      expect(report.ok).toBe(false);
      expect(String(report)).toContain("it failed with ONEFN_DECISION_INVALID.");
    });

    it("fails if a hook crashes", async () => {
      const broken = identity({ on: "signUp" }, () => Promise.reject(new Error("no such table")));
      const report = await checkFunction(broken, [{ on: "signUp" }], { simulators: matrix });
      expect(report.ok).toBe(false);
      expect(String(report)).toContain("the function threw Error: no such table.");
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
  });
}
