import { retry } from "onefn";
import { describe, expect, it } from "vitest";
import type { VercelOptions } from "../src/index.js";
import { ManualTimers, turns } from "./manual-timers.js";
import { type Fetch, first, setUp, status, words } from "./queue-set-up.js";

describe("a lease", () => {
  /** A handler that runs until it is told how to end. */
  function running(options: VercelOptions = {}, through?: (ask: Fetch) => Fetch, expires = 86_400) {
    const timers = new ManualTimers();
    let end: (outcome?: unknown) => void = () => {};
    const handled = new Promise((resolve) => {
      end = resolve;
    });
    const made = setUp(() => handled, { timers, ...options }, through);
    const pushed = made.queues.push(words);
    // The simulated queue counts from real time, and these timers from their own.
    const headers = new Headers(pushed.headers);
    headers.set("ce-vqsvisibilitydeadline", new Date(timers.Date.now() + 60_000).toISOString());
    headers.set("ce-vqsexpiresat", new Date(timers.Date.now() + expires * 1_000).toISOString());
    const id = headers.get("ce-vqsmessageid") as string;
    const answer = made.push(new Request(pushed, { headers }));
    return {
      ...made,
      timers,
      answer,
      end,
      calls: () => made.calls(id),
      isDone: () => made.queues.isDone(id),
    };
  }

  it("is extended while the handler runs, first well before its end, and not after it", async () => {
    const { timers, answer, end, calls, isDone } = running();
    await timers.pass(11_999);
    expect(calls()).toEqual([]);
    await timers.pass(1);
    expect(calls()).toEqual(["PATCH 200 300"]);
    await timers.pass(120_000);
    expect(calls()).toEqual(["PATCH 200 300", "PATCH 200 300", "PATCH 200 300"]);
    end();
    expect((await answer).status).toBe(200);
    await timers.pass(3_600_000);
    expect(calls()).toHaveLength(4);
    expect([isDone(), timers.waiting]).toEqual([true, []]);
  });

  it("is extended for no longer than the queue keeps the message, which it would refuse", async () => {
    const { timers, answer, end, calls, lines } = running({}, undefined, 100);
    await timers.pass(99_000);
    // Each time a fifth of what is left has passed.
    expect(calls().slice(0, 3)).toEqual(["PATCH 200 88", "PATCH 200 70", "PATCH 200 56"]);
    const before = calls().length;
    await timers.pass(600_000);
    expect(calls().slice(before)).toEqual([]);
    expect(lines.join()).not.toContain("ONEFN_LEASE_LOST");
    end();
    await answer;
  });

  it("is left to its end by a retry that would come after the message has expired", async () => {
    const { timers, answer, end, calls, lines } = running({}, undefined, 100);
    await timers.pass(20_000);
    end(retry({ after: 90 }));
    expect((await answer).status).toBe(500);
    expect(calls()).toEqual(["PATCH 200 88", "PATCH 200 40"]);
    expect(lines.join()).toContain("expires in 80 seconds");
  });

  it("is extended again soon after an extension failed", async () => {
    const { timers, answer, end, calls } = running({}, first("PATCH", 2, status(502)));
    await timers.pass(12_000 + 2 * 3_000);
    expect(calls()).toEqual(["PATCH 200 300"]);
    end();
    await answer;
  });

  it("is not extended any more once it is lost, and the log says so", async () => {
    const { timers, answer, end, asked, lines } = running({}, first("PATCH", 1, status(409)));
    await timers.pass(600_000);
    expect(asked).toEqual([]);
    expect(lines.join()).toContain("ONEFN_LEASE_LOST");
    end();
    await answer;
  });

  it.each([
    [undefined, ["PATCH 200 300", "DELETE 204"]],
    [retry({ after: 30 }), ["PATCH 200 300", "PATCH 200 30"]],
  ])("is not settled while an extension is under way, which could undo that: %j", async (outcome, order) => {
    let arrive = () => {};
    const slow = (ask: Fetch): Fetch => {
      let left = 1;
      return async (url, init) => {
        if (init?.method === "PATCH" && left-- > 0)
          await new Promise<void>((resolve) => {
            arrive = resolve;
          });
        return ask(url, init);
      };
    };
    const { timers, answer, end, calls } = running({}, slow);
    await timers.pass(12_000);
    end(outcome);
    await turns();
    expect(calls()).toEqual([]);
    arrive();
    await answer;
    expect(calls()).toEqual(order);
  });

  it("gets its own length back when the handler fails, so that the message does not wait for the extension", async () => {
    const { timers, answer, end, calls } = running();
    await timers.pass(20_000);
    end(retry());
    expect((await answer).status).toBe(500);
    expect(calls()).toEqual(["PATCH 200 300", "PATCH 200 40"]);
    await timers.pass(3_600_000);
    expect(calls()).toHaveLength(2);
  });

  it("is left when the time is up, with nothing sent afterwards", async () => {
    const { timers, answer, end, calls, lines } = running({ timeout: 30_000 });
    await turns();
    await timers.pass(30_000);
    expect((await answer).status).toBe(500);
    expect(lines.join()).toContain("ONEFN_DEADLINE");
    const before = calls().length;
    end();
    await timers.pass(3_600_000);
    expect(calls()).toHaveLength(before);
  });

  it("is not extended for a message that no function claims", async () => {
    const timers = new ManualTimers();
    const { push, queues, asked } = setUp(() => {}, { timers });
    expect((await push(queues.push(words, { topic: "others" }))).status).toBe(500);
    await timers.pass(3_600_000);
    expect(asked).toEqual([]);
  });
});
