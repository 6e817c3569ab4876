import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpCase } from "../../case.js";
import type { HttpRun } from "../../run/http-run.js";

interface SeenDeadline {
  readonly before: number;
  readonly aborted: boolean;
  readonly reason: string | null;
  readonly after: number;
  readonly request: boolean;
}

/** Waits until the log lines of a request have arrived, and throws if one of them is an error. */
async function isNoFailure(on: HttpRun, requestId: unknown): Promise<void> {
  assert.equal((await on.send("/answer/text")).status, 200);
  const failures = on.logs.lines.filter((line) => line.includes(String(requestId)) && ERROR.test(line));
  assert.deepEqual(failures, []);
}

/** Sends a request whose client goes once its handler waits for that, and returns what the handler reported. */
async function leave(on: HttpRun, path: string): Promise<Readonly<Record<string, unknown>>> {
  const client = new AbortController();
  const answer = on.send(path + on.patience, { signal: client.signal }).catch(() => undefined);
  await on.logs.report(({ waiting }) => waiting === on.id);
  client.abort();
  await answer;
  const seen = await on.logs.report(({ left }) => left === on.id);
  assert.equal(seen.aborted, true);
  return seen;
}

/** The level of a failure in every provider's lines. */
const ERROR = /"(?:level|severity)":"error"/i;

/** The lifetime of a call: its deadline, its client, and the work after its response. */
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
      // A busy machine may need longer than that.
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
      const { signal } = client;
      const answer = on.send(`/disconnect/${on.id}${on.patience}`, { signal }).catch(() => undefined);
      await on.logs.report(({ waiting }) => waiting === on.id);
      client.abort();
      await answer;
      const seen = await on.logs.report(({ disconnected }) => disconnected === on.id);
      assert.deepEqual([seen.context, seen.request], [true, true]);
    },
  },
  {
    name: "an upload whose client has gone ends, and is not logged as a failure",
    needs: ["disconnect", "uploadDisconnect"],
    async run(on) {
      const client = new AbortController();
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of ["a", "b"]) controller.enqueue(new TextEncoder().encode(piece));
          client.signal.addEventListener("abort", () => controller.error(client.signal.reason));
        },
      });
      const { signal } = client;
      const answer = on.send(`/upload/${on.id}`, { method: "POST", body, signal }).catch(() => undefined);
      await on.logs.report(({ uploading }) => uploading === on.id);
      client.abort();
      await answer;
      const seen = await on.logs.report(({ broken }) => broken === on.id);
      assert.deepEqual([seen.name, seen.context, seen.request], ["AbortError", true, true]);
      await on.logs.line((line) => line.includes("ONEFN_CLIENT_GONE"));
      await isNoFailure(on, seen.requestId);
    },
  },
  ...["by-its-signal", "wrapped"].map(
    (how): HttpCase => ({
      name: `a handler that ends because its client has gone is not logged as a failure: ${how}`,
      needs: "disconnect",
      async run(on) {
        const { requestId } = await leave(on, `/leave/${how}/${on.id}`);
        await on.logs.line((line) => line.includes("ONEFN_CLIENT_GONE"));
        await isNoFailure(on, requestId);
      },
    }),
  ),
  {
    name: "a handler that fails by itself once its client has gone is logged as a failure",
    needs: "disconnect",
    async run(on) {
      await leave(on, `/leave/by-itself/${on.id}`);
      const line = await on.logs.line((each) => each.includes(`boom ${on.id}`));
      assert.match(line, /ONEFN_HANDLER_FAILED/);
      assert.match(line, ERROR);
    },
  },
  ...(
    [
      ["watching", []],
      ["watching-natively", ["streamDisconnect"]],
    ] as const
  ).map(
    ([path, needs]): HttpCase => ({
      name: `the signal fires when the client leaves during a stream, and ending the stream is not a failure: ${path}`,
      needs: ["disconnect", "streaming", "streamCancel", ...needs],
      async run(on) {
        const client = new AbortController();
        const response = await on.send(`/${path}/${on.id}${on.patience}`, { signal: client.signal });
        const reader = (response.body as ReadableStream<Uint8Array>).getReader();
        await reader.read();
        const rest = reader.read().catch(() => undefined);
        await on.logs.report(({ watching }) => watching === on.id);
        client.abort();
        await rest;
        const seen = await on.logs.report(({ watched }) => watched === on.id);
        assert.equal(seen.aborted, true);
        await isNoFailure(on, seen.requestId);
      },
    }),
  ),
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
  {
    name: "work given to waitUntil continues when the client has gone, which is not a deadline",
    needs: ["disconnect", "waitUntil"],
    async run(on) {
      const client = new AbortController();
      const answer = on.send(`/leave-working/${on.id}`, { signal: client.signal }).catch(() => undefined);
      await on.logs.report(({ working }) => working === on.id);
      client.abort();
      await answer;
      assert.equal((await on.logs.report(({ worked }) => worked === on.id)).aborted, true);
      assert.ok(!on.logs.lines.some((line) => line.includes("ONEFN_DEADLINE")), "it is called a deadline");
    },
  },
  {
    name: "members of the context work when destructured",
    async run(on) {
      assert.deepEqual(await on.json(`/taken-apart/${on.id}`), { params: on.id, hasRemaining: true });
      await on.logs.line((line) => line.includes(`taken apart ${on.id}`));
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
