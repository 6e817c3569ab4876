import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

interface SeenCall {
  readonly id: string;
  readonly header: string;
  readonly body: string;
  readonly requestId: string;
}

/** Milliseconds. If each call takes a quarter of a second of work, a hundred take half a minute. */
const LIMIT = 60_000;

/** Concurrent calls. */
export const concurrencyCases: readonly HttpCase[] = [
  {
    name: "100 calls at the same time do not see each other",
    limit: LIMIT,
    async run(on) {
      const ids = Array.from({ length: 100 }, (_, index) => String(index));
      const calls = ids.map((id) =>
        on.json<SeenCall>(`/concurrent/${id}`, {
          method: "POST",
          headers: { "x-id": id },
          body: `body ${id}`,
        }),
      );
      const seen = await Promise.all(calls);
      assert.deepEqual(
        seen.map(({ id, header, body }) => [id, header, body]),
        ids.map((id) => [id, id, `body ${id}`]),
      );
      assert.equal(new Set(seen.map(({ requestId }) => requestId)).size, 100);
    },
  },
  {
    name: "calls that fail leave those beside them alone",
    limit: LIMIT,
    async run(on) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => on.send(index % 2 ? "/throw/later-error" : "/answer/json")),
      );
      const statuses = answers.map(({ status }) => status);
      assert.deepEqual(
        statuses,
        statuses.map((_, index) => (index % 2 ? 500 : 200)),
      );
    },
  },
];
