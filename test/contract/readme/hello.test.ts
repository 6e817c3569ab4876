import { checkFunction } from "@onefn/contract";
import { expect, it } from "vitest";
import { hello } from "./hello.js";

it("behaves the same on every provider", async () => {
  const report = await checkFunction(hello, [new Request("http://localhost/hello/ada")]);
  expect(report.ok, String(report)).toBe(true);
});
