import { checkFunction } from "@onefn/contract";
import { createContext } from "onefn";
import { expect, test } from "vitest";
import * as functions from "../src/functions.js";

test("hello greets by the name in the path", async () => {
  const context = createContext({ params: { name: "ada" } });
  const response = await functions.hello.handler(new Request("http://localhost/hello/ada"), context);
  expect(await response.json()).toEqual({ hello: "ada" });
});

test("every provider answers alike", { timeout: 30_000 }, async () => {
  const report = await checkFunction(functions, [
    new Request("http://localhost/hello/ada"),
    new Request("http://localhost/hello/M%C3%BCller"),
    new Request("http://localhost/countdown/1"),
  ]);
  expect(report.ok, String(report)).toBe(true);
});

test("every provider refuses alike what no function takes", { timeout: 30_000 }, async () => {
  const strangers = [
    new Request("http://localhost/hello/ada", { method: "DELETE" }),
    new Request("http://localhost/nowhere"),
  ];
  const report = await checkFunction(functions, strangers, { expect: "alike" });
  expect(report.ok, String(report)).toBe(true);
});
