import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import type { Lacking } from "../../functions/copies.js";

/** Copies that handlers make of what they are given. */
export const contextCopyCases: readonly HttpCase[] = [
  {
    name: "a copy of the context lacks nothing or is refused, and it is printed with all its members",
    async run(on) {
      const lacking = await on.json<Lacking>("/copied-context/7");
      for (const [copy, names] of Object.entries(lacking)) assert.deepEqual(names, [], copy);
    },
  },
];
