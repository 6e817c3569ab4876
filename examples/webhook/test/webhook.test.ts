import { createHmac } from "node:crypto";
import { checkFunction } from "@onefn/contract";
import { expect, test, vi } from "vitest";
import { slack } from "../src/functions.js";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
vi.stubEnv("SLACK_SIGNING_SECRET", SECRET);

function signed(body: string, { secret = SECRET, age = 0 } = {}): Request {
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return new Request("http://localhost/webhooks/slack", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  });
}

/** What every provider answers: the report fails the test when they differ. */
async function answerTo(request: Request): Promise<readonly (string | undefined)[]> {
  const report = await checkFunction(slack, [request]);
  expect(report.ok, String(report)).toBe(true);
  const parts = report.answers[0]?.[0]?.parts;
  return [parts?.status, parts?.body];
}

test("the challenge is answered", async () => {
  const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1a" });
  expect(await answerTo(signed(body))).toEqual(["200", '{"challenge":"3eZbrw1a"}']);
});

test("the signature is over the bytes as they were sent, spaces and all", async () => {
  expect(await answerTo(signed('{ "type" : "event_callback", "text":"gr\\u00fc\u00df" }'))).toEqual([
    "200",
    "ok",
  ]);
});

test.each([
  ["another secret's signature", () => signed("{}", { secret: "guessed" })],
  ["a recording", () => signed("{}", { age: 3_600 })],
  ["no signature", () => new Request("http://localhost/webhooks/slack", { method: "POST", body: "{}" })],
  ["a body that was changed", () => new Request(signed("{}"), { body: "[]" })],
])("%s is refused", async (_, request) => {
  expect(await answerTo(request())).toEqual(["401", "Bad signature"]);
});

test("a signed body that is not JSON is the sender's mistake", async () => {
  const { answers, differences } = await checkFunction(slack, [signed("not json")]);
  expect(answers[0]?.map(({ parts }) => parts?.status)).toEqual(answers[0]?.map(() => "400"));
  // Google's framework refuses broken JSON by itself, before the function has a say.
  expect([...new Set(differences.map(({ wire }) => wire))]).toEqual(["gcp/http"]);
});
