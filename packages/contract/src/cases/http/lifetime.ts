import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpCase } from "../../case.js";

interface SeenDeadline {
  readonly before: number;
  readonly aborted: boolean;
  readonly reason: string | null;
  readonly after: number;
  readonly request: boolean;
}

/** How long a call lives: its deadline, its client, and the work after its answer. */
export const lifetimeCases: readonly HttpCase[] = [
  {
    name: "the signal fires ahead of the deadline and agrees with the time that is left",
    needs: "deadline",
    deploy: { timeout: 600, adapt: { margin: 450 } },
    async run(on) {
      const seen = await on.json<SeenDeadline>("/deadline");
      assert.ok(seen.before > 0 && seen.before <= 150, `${seen.before} ms were left`);
      assert.deepEqual([seen.aborted, seen.reason, seen.after], [true, "TimeoutError", 0]);
      assert.equal(seen.request, true);
    },
  },
  {
    name: "a deadline is known before it is near",
    needs: "deadline",
    async run(on) {
      const { hasDeadline, remaining } = await on.json<{ hasDeadline: boolean; remaining: number }>(
        "/context",
      );
      assert.ok(hasDeadline && remaining > 1000);
    },
  },
  {
    name: "a handler that outlives the deadline does not take the function with it",
    deploy: { timeout: 100 },
    async run(on) {
      await on.send("/hang").catch(() => undefined);
      // So little time may be too little for a machine that is busy.
      const statuses: number[] = [];
      while (statuses.length < 5 && !statuses.includes(200))
        statuses.push((await on.send("/answer/text")).status);
      assert.equal(statuses.at(-1), 200);
    },
  },
  {
    name: "the signal does not fire once the answer has been taken",
    deploy: { timeout: 600, adapt: { margin: 550 } },
    async run(on) {
      await on.json(`/listen/${on.id}`);
      await sleep(80);
      assert.deepEqual(
        on.logs.seen.filter(({ fired }) => fired === on.id),
        [],
      );
    },
  },
  {
    name: "the signal fires when the client has gone",
    needs: "disconnect",
    async run(on) {
      const client = new AbortController();
      const answer = on.send(`/disconnect/${on.id}`, { signal: client.signal }).catch(() => undefined);
      await sleep(50);
      client.abort();
      await answer;
      const seen = await on.logs.report(({ disconnected }) => disconnected === on.id);
      assert.deepEqual([seen.context, seen.request], [true, true]);
    },
  },
  {
    name: "work given to waitUntil is done",
    needs: "waitUntil",
    async run(on) {
      assert.deepEqual(await on.json(`/wait-until/works/${on.id}`), { answered: on.id });
      await on.logs.report(({ later }) => later === on.id);
    },
  },
  {
    name: "work that gives more work to waitUntil is done",
    needs: "waitUntil",
    async run(on) {
      await on.json(`/wait-until/nests/${on.id}`);
      await on.logs.report(({ nested }) => nested === on.id);
    },
  },
  {
    name: "work that a stream gives to waitUntil is done",
    needs: "waitUntil",
    async run(on) {
      const response = await on.send(`/stream-and-wait/${on.id}`);
      assert.equal(await response.text(), "one two");
      await on.logs.report(({ later }) => later === on.id);
    },
  },
  ...["rejects", "rejects-with-nothing"].map(
    (how): HttpCase => ({
      name: `work that is rejected is logged and kills nothing: ${how}`,
      async run(on) {
        assert.deepEqual(await on.json(`/wait-until/${how}/${on.id}`), { answered: on.id });
        await on.logs.line((line) => line.includes("ONEFN_WAIT_UNTIL_FAILED"));
        assert.equal((await on.send("/answer/text")).status, 200);
      },
    }),
  ),
];
