import { checkFunction } from "@onefn/contract";
import { expect, test } from "vitest";
import { app } from "../src/app.js";
import { honoApp } from "../src/functions.js";

const requests = () => [
  new Request("http://localhost/app/"),
  new Request("http://localhost/app/greet/ada?loud=yes"),
  new Request("http://localhost/app/notes", { method: "POST", body: '{"text":"milk"}' }),
  new Request("http://localhost/app/notes", { method: "POST", body: "{}" }),
  new Request("http://localhost/app/visits", { headers: { cookie: "visits=41; theme=dark" } }),
  new Request("http://localhost/app/nowhere"),
];

test("every provider answers alike", async () => {
  const report = await checkFunction(honoApp, requests());
  expect(report.ok, String(report)).toBe(true);
});

test("and as the app itself does", async () => {
  const report = await checkFunction(honoApp, requests());
  for (const [index, request] of requests().entries()) {
    const response = await app.fetch(request);
    const answer = report.answers[index]?.[0]?.parts;
    expect([answer?.status, answer?.body]).toEqual([String(response.status), await response.text()]);
    expect(answer?.["set-cookie"]?.split("\n") ?? []).toEqual(response.headers.getSetCookie().sort());
  }
});
