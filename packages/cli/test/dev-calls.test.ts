import { simulator as aws } from "@onefn/aws/simulator";
import { simulator as azure } from "@onefn/azure/simulator";
import { simulator as cloudflare } from "@onefn/cloudflare/simulator";
import { simulator as gcp } from "@onefn/gcp/simulator";
import { simulator as server } from "@onefn/server/simulator";
import { simulator as vercel } from "@onefn/vercel/simulator";
import { allow, deny, drop, identity, TaskError, task, transform } from "onefn";
import { wiresOf } from "onefn/simulator";
import { describe, expect, test } from "vitest";
import { running } from "./support/dev.js";

const all = [aws, azure, cloudflare, gcp, server, vercel];

async function post(url: string, path: string, body: string, wire?: string) {
  const headers: Record<string, string> = wire === undefined ? {} : { "x-onefn-as": wire };
  const response = await fetch(`${url}_onefn/${path}`, { method: "POST", headers, body });
  const answer = await response.text();
  return { status: response.status, answer, json: () => JSON.parse(answer) };
}

const namesOf = (kind: "task" | "transform" | "identity") =>
  all.flatMap((simulator) =>
    wiresOf(simulator, kind).map(({ trigger }) => `${simulator.provider}/${trigger}`),
  );

/** A schema of an object with a `sku`. */
const Item = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value: unknown) =>
      typeof Object(value).sku === "string"
        ? { value: value as { readonly sku: string } }
        : { issues: [{ message: "must be a text", path: ["sku"] }] },
    jsonSchema: {
      input: () => ({ type: "object", properties: { sku: { type: "string" } }, required: ["sku"] }),
    },
  },
} as const;

describe("a task", () => {
  const stock = task({ name: "stock", input: Item }, async ({ sku }, { log, provider }) => {
    log.info("asked", { sku });
    if (sku === "coffee") throw new TaskError("OutOfStock", "There is no coffee.");
    return { left: 3, provider };
  });
  const refund = task({ name: "refund" }, () => "paid back");
  const functions = { stock, refund };

  test("is called through the first wire by default, and its log is shown", async () => {
    const { url } = await running({ functions, simulators: all });
    const { status, json } = await post(url, "tasks/stock", '{"sku":"tea"}');
    expect(status).toBe(200);
    expect(json()).toMatchObject({
      wire: "aws/invoke",
      output: { left: 3, provider: "aws" },
      log: [{ message: "asked", sku: "tea" }],
    });
    expect((await post(url, "tasks/refund", "{}")).json()).toMatchObject({ output: "paid back" });
  });

  test.each(namesOf("task"))("answers and fails through %s as there", async (wire) => {
    const { url } = await running({ functions: { stock }, simulators: all });
    const answered = await post(url, "tasks/stock", '{"sku":"tea"}', wire);
    expect([answered.status, answered.answer]).toEqual([200, expect.stringContaining('"left": 3')]);
    const failed = await post(url, "tasks/stock", '{"sku":"coffee"}', wire);
    expect(failed.json().error).toMatchObject({ name: "OutOfStock" });
  });

  test("is refused an input that is no JSON, another method and an unknown name", async () => {
    const { url } = await running({ functions, simulators: [aws] });
    expect(await post(url, "tasks/stock", "tea")).toMatchObject({
      status: 400,
      answer: expect.stringContaining("as JSON"),
    });
    expect((await fetch(`${url}_onefn/tasks/stock`)).status).toBe(405);
    expect(await post(url, "tasks/stok", "{}")).toMatchObject({
      status: 404,
      answer: expect.stringContaining("Known: stock, refund."),
    });
    expect(await post(url, "tasks/stock", "{}", "aws/sqs")).toMatchObject({
      status: 400,
      answer: expect.stringContaining("Known: aws/invoke"),
    });
  });

  test("says which part of its input is wrong", async () => {
    const { url } = await running({ functions: { stock }, simulators: [aws] });
    expect((await post(url, "tasks/stock", "{}")).json().error).toBeDefined();
  });

  test("has a form on the page, with an input made from its schema", async () => {
    const { url } = await running({ functions, simulators: [aws] });
    const page = await (await fetch(url)).text();
    expect(page).toContain('value="/_onefn/tasks/stock"');
    expect(page).toMatch(/<label>Input <textarea[^>]*>{\s*&quot;sku&quot;: &quot;sku&quot;\s*}</);
  });

  test("is called by no page of another site", async () => {
    const { url } = await running({ functions, simulators: [aws] });
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const response = await fetch(`${url}_onefn/tasks/stock`, { method: "POST", headers, body: "{}" });
    expect(response.status).toBe(403);
  });
});

describe("a transform", () => {
  const clicks = transform({ from: "clicks", as: "json" }, ({ data }) => {
    const { page } = data as { readonly page?: string };
    if (page === undefined) throw new Error("no page");
    return page === "/health" ? drop() : { section: page.split("/")[1] };
  });

  test.each(namesOf("transform"))("says through %s what becomes of a record", async (wire) => {
    const { url } = await running({ functions: { clicks }, simulators: all });
    const { answer, json } = await post(url, "transforms/clicks", '{"page":"/tea/green"}', wire);
    expect(json(), answer).toMatchObject({ wire, type: "done", value: { section: "tea" } });
    expect((await post(url, "transforms/clicks", "{}", wire)).json()).toMatchObject({ type: "failed" });
  });

  test("drops a record where that is possible", async () => {
    const { url } = await running({ functions: { clicks }, simulators: all });
    const { json } = await post(url, "transforms/clicks", '{"page":"/health"}');
    expect(json()).toMatchObject({ wire: "aws/firehose", type: "dropped" });
  });
});

describe("a hook", () => {
  const guests = identity({ on: "signUp" }, ({ user }) =>
    user.email?.endsWith("@example.com") ? allow() : deny({ reason: "Members only." }),
  );

  test.each(["aws/cognito", "gcp/blocking"])("decides through %s", async (wire) => {
    const { url } = await running({ functions: { guests }, simulators: all });
    const member = '{"user":{"email":"ann@example.com"}}';
    expect((await post(url, "hooks/signUp", member, wire)).json()).toMatchObject({ wire, allowed: true });
    const stranger = '{"user":{"email":"eve@example.org"}}';
    expect((await post(url, "hooks/signUp", stranger, wire)).json()).toMatchObject({
      allowed: false,
      text: expect.stringContaining("Members only."),
    });
  });

  test("is asked by no wire that does not know its moment", async () => {
    const { url } = await running({ functions: { guests }, simulators: all });
    expect(await post(url, "hooks/signUp", "", "aws/authorizer")).toMatchObject({
      status: 400,
      answer: expect.stringContaining(
        "Known: aws/cognito, azure/entra-sign-up, azure/entra-sign-up-start, gcp/blocking",
      ),
    });
    expect((await post(url, "hooks/signIn", "")).status).toBe(404);
    for (const body of ["ann", '{"user":null}', '{"user":"ann"}'])
      expect((await post(url, "hooks/signUp", body)).status).toBe(400);
  });
});
