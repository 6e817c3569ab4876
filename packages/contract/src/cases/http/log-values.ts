import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

/** Values that plain JSON loses, or prints in unwanted detail. */
export const logValueCases: readonly HttpCase[] = [
  {
    name: "the causes of a logged error are in its line",
    async run(on) {
      await on.json(`/log-values/${on.id}`);
      const line = await on.logs.line((each) => each.includes(`refused ${on.id}`));
      assert.match(line, /refused at one address/);
      assert.match(line, /refused at the other/);
    },
  },
  {
    name: "bytes are logged by their number, Maps and Headers by what is in them, and no credentials",
    async run(on) {
      const headers = {
        authorization: `Bearer secret-${on.id}`,
        cookie: `a=secret-${on.id}`,
        "x-told": "told",
      };
      await on.send(`/log-values/${on.id}`, { headers });
      const line = await on.logs.line((each) => each.includes(`values ${on.id}`));
      assert.match(line, /\[6 bytes\]/);
      assert.match(line, /"key".*"member"/);
      assert.match(line, /"x-told".*"told"/);
      assert.doesNotMatch(line, /secret/);
    },
  },
];
