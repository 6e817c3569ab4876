import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import type { Missing } from "../../functions/copies.js";

/** Copies that handlers make of the context. */
export const contextCopyCases: readonly HttpCase[] = [
  {
    name: "a copy of the context has every member or throws, and the context prints all its members",
    async run(on) {
      const missing = await on.json<Missing>("/copied-context/7");
      for (const [copy, names] of Object.entries(missing)) assert.deepEqual(names, [], copy);
    },
  },
];
