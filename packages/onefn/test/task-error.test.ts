import { isTaskError, TaskError } from "onefn";
import { describe, expect, it } from "vitest";

describe("TaskError", () => {
  it("has the name that an engine catches, a message, data and a cause", () => {
    const cause = new Error("no rows");
    const error = new TaskError("Card.Declined", "The card was declined.", { data: { code: 51 }, cause });
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.message, error.data, error.cause]).toEqual([
      "Card.Declined",
      "The card was declined.",
      { code: 51 },
      cause,
    ]);
    expect([isTaskError(error), isTaskError(cause), isTaskError(undefined)]).toEqual([true, false, false]);
    expect("cause" in new TaskError("A", "b")).toBe(false);
  });

  it.each(["", "two words", "line\nbreak", "é", "x".repeat(129)])("refuses the name %j", (name) => {
    expect(() => new TaskError(name, "message")).toThrow(RangeError);
  });

  // To a caller on Lambda, these are what somebody else throws, and retriers repeat some of them.
  it.each([
    ...["States.Timeout", "Lambda.ServiceException", "Sandbox.Timedout", "Runtime.ExitError"],
    ...["Function.ResponseSizeTooLarge", "ONEFN_DEADLINE", "Error", "TypeError", "string"],
  ])("refuses %s, which is another error's name", (name) => {
    expect(() => new TaskError(name, "message")).toThrow(/look like that of another error/);
  });

  it.each(["Statesman", "FunctionMissing", "StockError", "My.Function.Missing"])("takes %s", (name) => {
    expect(new TaskError(name, "message").name).toBe(name);
  });
});
