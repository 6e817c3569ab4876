import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

const FORBIDDEN = [
  ["a name", ["x-bad(name)", "v"]],
  ["an empty name", ["", "v"]],
  ["a value", ["x-bad-value", "a\0b"]],
] as const;

/** Headers that HTTP forbids. Servers refuse them; if a gateway passes them on, the function must not break. */
export const forbiddenHeaderCases: readonly HttpCase[] = FORBIDDEN.map(
  ([what, header]): HttpCase => ({
    name: `a header that HTTP forbids is left out or refused, and other headers remain: ${what}`,
    needs: "forbiddenHeaders",
    async run(on) {
      const rawHeaders = [["x-before", "1"], header, ["x-after", "2"]] as const;
      for (const path of ["/echo", "/copied"]) {
        const response = await on.send(path, { rawHeaders });
        if (response.status === 400) continue;
        const seen = await on.see(path, { rawHeaders });
        assert.deepEqual([seen.header("x-before"), seen.header("x-after")], ["1", "2"]);
        assert.equal(seen.header(header[0]), null);
      }
    },
  }),
);
