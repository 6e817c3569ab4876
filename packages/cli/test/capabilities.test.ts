import { simulator as aws } from "@onefn/aws/simulator";
import { simulator as netlify } from "@onefn/netlify/simulator";
import { expect, test } from "vitest";
import { capabilitiesText } from "../src/commands/capabilities.js";

const found = { simulators: [aws, netlify], absent: ["gcp", "vercel"] };

/** The triggers that the command prints as JSON. */
async function triggersOf(asked: { readonly kind?: string; readonly provider?: string }) {
  const { triggers, ...rest } = JSON.parse(await capabilitiesText(found, { ...asked, json: true }));
  expect(rest).toEqual({ absent: ["gcp", "vercel"] });
  return triggers as {
    readonly provider: string;
    readonly kind: string;
    readonly trigger: string;
    readonly capabilities: Readonly<Record<string, object>>;
  }[];
}

test("each trigger is told with what it can do, and each gap with its reason and its source", async () => {
  const triggers = await triggersOf({});
  expect(triggers.map(({ provider, trigger }) => `${provider}/${trigger}`)).toEqual(
    [aws, netlify].flatMap(({ provider, wires }) => wires.map(({ trigger }) => `${provider}/${trigger}`)),
  );
  const sqs = triggers.find(({ trigger }) => trigger === "sqs");
  expect(sqs).toMatchObject({
    provider: "aws",
    kind: "message",
    capabilities: { attempt: { supported: true } },
  });
  expect(sqs?.capabilities.reject).toEqual({
    supported: false,
    reason: expect.stringMatching(/\.$/),
    source: expect.stringMatching(/^https:/),
  });
});

test("what a gap implies is a gap too, and names it", async () => {
  const [gateway] = await triggersOf({ kind: "http", provider: "aws" });
  expect(gateway?.capabilities.streaming).toMatchObject({ supported: false });
  expect(gateway?.capabilities.streamCancel).toEqual({
    ...gateway?.capabilities.streaming,
    because: "streaming",
  });
});

test("--kind and --provider leave the rest out", async () => {
  const triggers = await triggersOf({ kind: "message", provider: "netlify" });
  expect(triggers.map(({ trigger }) => trigger)).toEqual(["async-workloads"]);
  const text = await capabilitiesText(found, { kind: "message", provider: "netlify" });
  expect(text).toMatch(/^message\n=+\n\nnetlify: async-workloads\n/);
  expect(text).not.toContain("aws");
});

test("people read it in 100 columns, with the reasons and with what is not installed", async () => {
  const lines = (await capabilitiesText(found, {})).split("\n");
  expect(lines.filter(({ length }) => length > 100)).toEqual([]);
  expect(lines).toContainEqual(expect.stringMatching(/^disconnect +no +1 of 3$/));
  expect(lines).toContain("  disconnect: Lambda does not say when the client has gone.");
  expect(lines.at(-1)).toBe("Not installed: @onefn/gcp, @onefn/vercel.");
});

test("a provider without triggers of a kind is a sentence", async () => {
  const text = await capabilitiesText(found, { kind: "change", provider: "netlify" });
  expect(text).toMatch(/^netlify has no trigger of the kind change\.\n/);
});

test.each([
  [{ kind: "massage" }, /^--kind must be one of http, message, .*schedule.*$/],
  [{ provider: "was" }, /^--provider must be one of aws, netlify$/],
  [{ provider: "gcp" }, /^@onefn\/gcp is not installed$/],
])("wrong use is a sentence with the known words: %j", async (asked, message) => {
  await expect(capabilitiesText(found, asked)).rejects.toMatchObject({
    name: "UsageError",
    message: expect.stringMatching(message),
  });
});
