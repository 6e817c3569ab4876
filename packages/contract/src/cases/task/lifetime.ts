import assert from "node:assert/strict";
import type { TaskCase } from "../../case.js";

interface SeenContext {
  readonly provider: string;
  readonly runtime: string;
  readonly functionName: string;
  readonly requestId: string;
  readonly sameRequestId: boolean;
  readonly remaining: number | null;
  readonly env: string;
  readonly missing: object;
}

const short = { timeout: 600, adapt: { margin: 450 } } as const;

/** The context of a call, its deadline, its caller, and the work after its answer. */
export const taskLifetimeCases: readonly TaskCase[] = [
  {
    name: "the context says where the task runs",
    async run(on) {
      const seen = await on.output<SeenContext>(on.do("context"));
      assert.ok(seen.provider.length > 0 && seen.runtime.length > 0);
      assert.notEqual(seen.functionName, "anonymous");
      assert.deepEqual([seen.env, seen.sameRequestId], ["object", true]);
      for (const [copy, missing] of Object.entries(seen.missing)) assert.deepEqual(missing, [], copy);
    },
  },
  {
    name: "each call has an id of its own",
    async run(on) {
      const one = await on.output<SeenContext>(on.do("context"));
      const other = await on.output<SeenContext>(on.do("context"));
      assert.ok(one.requestId.length >= 8);
      assert.notEqual(one.requestId, other.requestId);
    },
  },
  {
    name: "a handler's log lines have the id of its call",
    async run(on) {
      const { requestId } = await on.output<SeenContext>(on.do("log"));
      assert.ok((await on.logs.line((line) => line.includes(`hello ${on.id}`))).includes(requestId));
    },
  },
  {
    name: "a deadline is known before it is near",
    needs: "deadline",
    async run(on) {
      const { remaining } = await on.output<SeenContext>(on.do("context"));
      assert.ok(remaining !== null && remaining > 1000);
    },
  },
  {
    name: "the signal fires ahead of the deadline, and the caller gets the deadline by its name",
    needs: "deadline",
    deploy: short,
    async run(on) {
      const { name } = await on.error(on.do("deadline"));
      assert.equal(name, "ONEFN_DEADLINE");
      const seen = await on.logs.report(({ deadline }) => deadline === on.id);
      assert.equal(seen.aborted, true);
      assert.ok((seen.before as number) <= 150, `${seen.before} ms were left`);
    },
  },
  {
    name: "a handler that ignores the signal does not keep the deadline from the caller",
    needs: "deadline",
    deploy: short,
    async run(on) {
      assert.equal((await on.error(on.do("hang"))).name, "ONEFN_DEADLINE");
    },
  },
  {
    name: "the signal fires when the caller has gone, and ending by it is no failure",
    needs: "disconnect",
    async run(on) {
      const caller = new AbortController();
      const { signal } = caller;
      const call = on.call(on.do("gone", { patience: on.patience }), { signal }).catch(() => undefined);
      await on.logs.report(({ waiting }) => waiting === on.id);
      caller.abort();
      await call;
      assert.equal((await on.logs.report(({ gone }) => gone === on.id)).aborted, true);
      await on.logs.line((line) => line.includes("ONEFN_CLIENT_GONE"));
      assert.ok(
        !on.logs.lines.some((line) => line.includes("ONEFN_HANDLER_FAILED")),
        "it is called a failure",
      );
    },
  },
  {
    name: "work given to waitUntil is done",
    needs: "waitUntil",
    async run(on) {
      assert.deepEqual(await on.output(on.do("wait-until")), { answered: on.id });
      await on.logs.report(({ later }) => later === on.id);
    },
  },
  {
    name: "20 calls at the same time do not see each other",
    async run(on) {
      const ids = Array.from({ length: 20 }, (_, index) => `${on.id}-${index}`);
      const outputs = await Promise.all(
        ids.map((id, index) => on.output(on.do("slow", { id, value: index % 7 }))),
      );
      assert.deepEqual(
        outputs,
        ids.map((id) => ({ id })),
      );
    },
  },
];
