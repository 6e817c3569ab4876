import { expect, it } from "vitest";
import { answerTo, eventOf } from "./raw.js";

const request = () =>
  new Request("https://x.example/a%20b?x=%26&x=2", { method: "POST", body: "{}", headers: { "x-a": "1" } });

it("version 1 has one value a name, with names in snake case", async () => {
  const event = await eventOf<Record<string, unknown>>("vpc-lattice-v1", request(), {
    rawHeaders: [
      ["x-twice", "1"],
      ["x-twice", "2"],
    ],
  });
  expect(event).toMatchObject({
    raw_path: "/a%20b",
    method: "POST",
    query_string_parameters: { x: "2" },
    headers: { "x-a": "1", "x-twice": "1,2", "x-forwarded-for": "203.0.113.7" },
    is_base64_encoded: false,
    body: "{}",
  });
});

it("version 2 has lists, and who the caller is", async () => {
  const event = await eventOf<Record<string, unknown>>("vpc-lattice-v2", request(), {
    auth: { type: "iam", subject: "arn", claims: { type: "AWS_IAM", principal: "arn" } },
  });
  expect(event).toMatchObject({
    version: "2.0",
    path: "/a%20b",
    queryStringParameters: { x: ["%26", "2"] },
    headers: { "x-a": ["1"] },
    requestContext: { identity: { type: "AWS_IAM", principal: "arn" } },
  });
});

it.each(["vpc-lattice-v1", "vpc-lattice-v2"])("%s refuses a result that is none", async (trigger) => {
  const response = await answerTo(trigger, { statusCode: 200, headers: { a: "1" }, body: "x" });
  expect([response.status, await response.text()]).toEqual([200, "x"]);
  expect((await answerTo(trigger, { body: "x" })).status).toBe(502);
  expect((await answerTo(trigger, { statusCode: 200, headers: { a: 1 } })).status).toBe(502);
});
