import { parseTraceparent } from "onefn/provider";
import { expect, it } from "vitest";

const VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

it("is read from its header", () => {
  expect(parseTraceparent(` ${VALID} `, "vendor=1")).toEqual({
    traceparent: VALID,
    tracestate: "vendor=1",
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    parentId: "00f067aa0ba902b7",
    sampled: true,
  });
});

it("may have more fields in a later version, and not in version 00", () => {
  const later = `01${VALID.slice(2)}-what-is-to-come`;
  expect(parseTraceparent(later)?.traceparent).toBe(later);
  expect(parseTraceparent(`${VALID}-what-is-to-come`)).toBeUndefined();
  expect(parseTraceparent(`${VALID}-`)).toBeUndefined();
});
