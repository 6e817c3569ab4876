import { simulator as aws } from "@onefn/aws/simulator";
import type { checkFunction as CheckFunction } from "@onefn/contract";
import { simulator as server } from "@onefn/server/simulator";
import { http, text } from "onefn";
import { expect, it, vi } from "vitest";

/** The real one waits longer than any provider. */
async function impatient(): Promise<typeof CheckFunction> {
  vi.doMock("../../../packages/contract/src/check/unanswered.js", async (importOriginal) => {
    const real = await importOriginal<typeof import("../../../packages/contract/src/check/unanswered.js")>();
    const answeredInTime: typeof real.answeredInTime = (answer, asked) =>
      real.answeredInTime(answer, asked, 1_000);
    return { answeredInTime };
  });
  return (await import("@onefn/contract")).checkFunction;
}

const never = () => new Promise<never>(() => {});
const endless = () =>
  new Response(new ReadableStream({ start: (stream) => stream.enqueue(Uint8Array.of(1)) }));

it.each([
  ["a function that hangs", never],
  ["an answer that does not end", endless],
])("names the wire whose answer never comes: %s", async (_, handler) => {
  const checkFunction = await impatient();
  const hanging = http((_, { provider }) => (provider === "server" ? handler() : text("done")));
  const report = await checkFunction(hanging, [new Request("http://localhost/")], {
    simulators: [aws, server],
  });
  expect(report.ok).toBe(false);
  expect(report.failures.map(({ wire, what }) => [wire, what])).toEqual([
    ["server/node", "it got no answer in 1 s"],
  ]);
  expect(String(report)).toContain("server/node: it got no answer in 1 s.");
});
