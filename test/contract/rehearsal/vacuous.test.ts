import { simulator as aws } from "@onefn/aws/simulator";
import { rehearse } from "@onefn/contract/rehearse";
import { simulator as vercel } from "@onefn/vercel/simulator";
import { message, storage } from "onefn";
import { describe, expect, it, vi } from "vitest";

const inputs = (n: number) => ({ body: JSON.stringify({ id: `order-${n}` }) });
const some = { seed: 1, steps: 120, simulators: [aws], wires: ["aws/sqs"], inputs };

describe("a rehearsal that shows nothing", () => {
  describe("refuses what would always pass", () => {
    const setup = () => ({ functions: message({ from: "orders", as: "json" }, () => {}) });
    const holds = [() => true];

    it.each<readonly [string, object, string]>([
      ["no invariant", { invariants: [] }, "invariants must be a list of at least one"],
      ["no list of invariants", { invariants: undefined }, "invariants must be a list of at least one"],
      ["no inputs", { inputs: [] }, "inputs must be a list of at least one record"],
      ["no steps", { steps: 0 }, "steps must be a whole number of at least 1"],
      ["steps that are no number", { steps: Number.NaN }, "steps must be"],
      [
        "a fault that does not exist",
        { faults: ["crsh"] },
        "faults must be a list of some of delay, reorder",
      ],
      ["a wire that does not exist, beside one that does", { wires: ["aws/sqs", "aws/sqz"] }, '"aws/sqz"'],
      ["a wire of another kind", { wires: ["aws/sqs", "aws/s3"] }, '"aws/s3"'],
      ["an option that does not exist", { invariant: holds }, 'there is no option "invariant"'],
    ])("%s", async (_, given, message) => {
      await expect(rehearse(setup, { ...some, invariants: holds, ...given })).rejects.toMatchObject({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringContaining(message),
      });
    });

    it("a world instead of a function that makes it", async () => {
      await expect(rehearse(setup() as never, { ...some, invariants: holds })).rejects.toMatchObject({
        message: expect.stringContaining("setup must be a function"),
      });
    });

    it.each([
      ["come from a place that no function claims", { to: "order", body: "{}" }, "ONEFN_NO_FUNCTION"],
      ["cannot be decoded", { body: "no JSON" }, "ONEFN_MESSAGE_UNDECODABLE"],
    ])("records of which none is handled, because they %s", async (_, input, code) => {
      await expect(rehearse(setup, { ...some, inputs: [input], invariants: holds })).rejects.toMatchObject({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringMatching(new RegExp(`no function handled any of them\\..*${code}`)),
      });
    });

    it("faked timers", async () => {
      vi.useFakeTimers();
      try {
        await expect(rehearse(setup, { ...some, invariants: holds })).rejects.toMatchObject({
          message: expect.stringContaining("setTimeout is faked"),
        });
      } finally {
        vi.useRealTimers();
      }
    });
  });

  it("lets some of the records be refused", async () => {
    const setup = () => ({ functions: message({ from: "orders", as: "json" }, () => {}) });
    const inputs = [{ body: "no JSON" }, { body: "{}" }];
    const report = await rehearse(setup, { ...some, inputs, invariants: [() => true] });
    expect(report.ok, String(report)).toBe(true);
  });

  it("does not count a provider whose wires do not carry the inputs", async () => {
    const setup = () => ({
      functions: { orders: message(() => {}), files: storage({ bucket: "files" }, () => {}) },
    });
    const inputs = [{ operation: "created", key: "a file" }] as const;
    const options = { ...some, inputs, simulators: [aws, vercel], wires: undefined };
    const report = await rehearse(setup, { ...options, invariants: [() => true] });
    expect(report.steps.map(({ provider }) => provider)).toEqual(["aws"]);
    await expect(
      rehearse(setup, { ...options, simulators: [vercel], invariants: [() => true] }),
    ).rejects.toMatchObject({ code: "ONEFN_INVALID_OPTION" });
  });

  it("says that state is not fresh if an invariant does not hold before anything is sent", async () => {
    let count = 0;
    const functions = message({ from: "orders" }, () => void count++);
    const report = await rehearse(() => ({ functions }), {
      ...some,
      invariants: [
        function countsOnce(_, { sent }) {
          return count <= sent.length;
        },
      ],
    });
    expect(report.violations).toMatchObject([{ invariant: "countsOnce", steps: 0 }]);
    expect(String(report)).toContain("setup does not make fresh state");
    expect(String(report)).not.toContain("To replay the 0 steps");
  });
});

it("lets invariants change the lists that they get", async () => {
  const setup = () => ({ functions: message({ from: "orders" }, () => {}) });
  const bodies: string[][] = [];
  const report = await rehearse(setup, {
    ...some,
    invariants: [
      (_, { sent }) => {
        bodies.push(sent.map((each) => ("body" in each ? String(each.body) : "")));
        (sent as unknown[]).reverse();
        (sent as unknown[]).length = 0;
      },
    ],
  });
  expect(report.ok, String(report)).toBe(true);
  for (const list of bodies) expect(list).toEqual(list.map((_, n) => inputs(n).body));
  expect(Math.max(...bodies.map(({ length }) => length))).toBeGreaterThan(2);
});
