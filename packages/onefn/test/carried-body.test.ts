import { carriedSize } from "onefn/provider";
import { describe, expect, it } from "vitest";

describe.each(["", "a", "ä", "€", "😀", "aä€😀".repeat(40), "\ud800"])("a body of %j", (body) => {
  const bytes = Buffer.byteLength(body);

  it("is on the side of every limit on which its bytes are", () => {
    for (let limit = 0; limit <= bytes * 3 + 1; limit++) {
      expect(carriedSize({ body }, limit) > limit, `limit ${limit}`).toBe(bytes > limit);
    }
  });

  it("has the size of what its base64 stands for", () => {
    const base64 = Buffer.from(body).toString("base64");
    expect(carriedSize({ body: base64, isBase64Encoded: true }, 0)).toBe(bytes);
  });
});

it("has no bytes where there is none", () => {
  expect([carriedSize({}, 0), carriedSize({ body: null }, 0)]).toEqual([0, 0]);
});
