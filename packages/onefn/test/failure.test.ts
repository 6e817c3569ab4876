import { OnefnError } from "onefn";
import { expect, it, vi } from "vitest";
import { failureOf } from "../src/failure.js";

const UNKNOWN = { code: "ONEFN_HANDLER_FAILED", reason: "unknown" };

it("has the code of an error of onefn's, also of another copy in the process", async () => {
  vi.resetModules();
  const { OnefnError: Other } = await import("../src/errors.js");
  expect(Other).not.toBe(OnefnError);
  for (const Each of [OnefnError, Other]) {
    expect(failureOf(new Each("ONEFN_OWN", "what failed"), UNKNOWN)).toEqual({
      code: "ONEFN_OWN",
      reason: "what failed",
    });
  }
});

it("has no code of errors that have one of their own meaning", () => {
  const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
  expect(failureOf(refused, UNKNOWN)).toEqual({ code: "ONEFN_HANDLER_FAILED", reason: "refused" });
});

it("has the reason that stands for all where a message cannot become text", () => {
  const messages = [Symbol("s"), Object.create(null), { toString: 1, valueOf: 1 }];
  for (const message of messages) {
    expect(failureOf(Object.assign(new Error(), { message }), UNKNOWN)).toEqual(UNKNOWN);
    expect(failureOf(Object.assign(new OnefnError("ONEFN_OWN", "x"), { message }), UNKNOWN)).toEqual(UNKNOWN);
  }
  expect(failureOf(Object.assign(new Error(), { message: 7 }), UNKNOWN).reason).toBe("7");
});
