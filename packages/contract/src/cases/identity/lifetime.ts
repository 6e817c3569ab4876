import assert from "node:assert/strict";
import type { IdentityCase } from "../../case.js";
import type { IdentityRun } from "../../run/identity-run.js";

interface SeenEvent {
  readonly on: string;
  readonly hook: string;
  readonly done: boolean;
  readonly user: { readonly id?: string; readonly email?: string; readonly attributes: object };
  readonly app?: string;
  readonly ip?: string;
}

async function eventAt(on: IdentityRun, hook: object = {}): Promise<SeenEvent> {
  const moment = on.usual;
  assert.ok((await on.send({ on: moment, ...on.asking("event", on.id, moment), ...hook })).allowed);
  return (await on.logs.report(({ event }) => event === on.id)).seen as SeenEvent;
}

/** What a function sees, and how long it may take. */
export const identityLifetimeCases: readonly IdentityCase[] = [
  {
    name: "the event says what waits, by the provider's own name",
    async run(on) {
      const { on: moment, hook, done } = await eventAt(on);
      assert.deepEqual([moment, done], [on.usual, false]);
      assert.match(hook, /\w/);
    },
  },
  {
    name: "the event has the user's id and address",
    needs: "users",
    async run(on) {
      const { id, email } = (await eventAt(on)).user;
      assert.deepEqual([id, email], [`user-${on.id}`, `event.${on.id}@contract.example`]);
    },
  },
  {
    name: "the event has the client that the user signs in to",
    needs: "apps",
    async run(on) {
      assert.equal((await eventAt(on, { app: "contract-app" })).app, "contract-app");
    },
  },
  {
    name: "the event has the user's address on the network",
    needs: "userIp",
    async run(on) {
      assert.equal((await eventAt(on, { ip: "203.0.113.9" })).ip, "203.0.113.9");
    },
  },
  {
    name: "the context says where the function runs, and its log lines have the id of the call",
    async run(on) {
      await on.allowed("context");
      const seen = await on.logs.report(({ context }) => context === on.id);
      assert.ok(String(seen.provider).length > 0 && String(seen.runtime).length > 0);
      assert.notEqual(seen.functionName, "anonymous");
      assert.deepEqual([seen.env, seen.sameRequestId], ["object", true]);
      for (const [copy, missing] of Object.entries(seen.missing as object))
        assert.deepEqual(missing, [], copy);
      const requestId = String(seen.requestId);
      await on.logs.line((line) => line.includes(on.id) && line.includes(requestId));
    },
  },
  {
    name: "a handler that ignores the signal stops the user at the deadline, and the log says so",
    needs: "deadline",
    deploy: { timeout: 600, adapt: { margin: 450 } },
    async run(on) {
      const text = await on.denied("hang");
      assert.doesNotMatch(text, /ONEFN_|imed? ?out/);
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
  {
    name: "work given to waitUntil is done",
    needs: "waitUntil",
    async run(on) {
      await on.allowed("later");
      await on.logs.report(({ later }) => later === on.id);
    },
  },
  {
    name: "20 users at the same time do not get each other's decisions",
    async run(on) {
      const replies = await Promise.all(
        Array.from({ length: 20 }, (_, index) => on.ask("some-denied", { id: `${on.id}${index}` })),
      );
      assert.deepEqual(
        replies.map(({ allowed }) => allowed),
        replies.map((_, index) => index % 2 === 0),
      );
    },
  },
];
