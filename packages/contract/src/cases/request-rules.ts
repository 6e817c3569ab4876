import assert from "node:assert/strict";
import type { RewriteRequest } from "onefn/simulator";
import type { Case } from "../case.js";
import { EVENT_SECRET } from "../functions/verifiers.js";
import type { Reports } from "../run/reports.js";
import { asWritten, SECRET, TOO_MANY, withBody, withSecret } from "./rewrites.js";

/** How one kind of input is sent in a request. */
export interface Sending<Run> {
  /** What a request brings, such as "a call". */
  readonly what: string;
  /** Sends one that must be refused with this status: no handler runs, and the answer has no details. */
  refused(on: Run, status: number, rewrite: RewriteRequest): Promise<unknown>;
  /** Sends one that must be handled. */
  accepted(on: Run, rewrite: RewriteRequest): Promise<unknown>;
  /** How often the source sends one that is refused. Default: once. */
  triesOf?(on: Run): number;
}

/** What holds for requests that bring an input of any kind: who may send them, and how large they may be. */
export function requestRules<Run extends { readonly logs: Reports }>({
  what,
  refused,
  accepted,
  triesOf = () => 1,
}: Sending<Run>): readonly Case<Run>[] {
  return [
    {
      name: `without the option events, ${what} is answered 401, and one log line says how to verify it`,
      deploy: { adapt: { events: undefined } },
      async run(on) {
        await refused(on, 401, asWritten);
        assert.match(await on.logs.line(isUnverified, triesOf(on)), /verify/);
        assert.equal(on.logs.lines.filter(isUnverified).length, triesOf(on));
      },
    },
    {
      name: `${what} with the right secret is handled, and one with a wrong secret, or none, is answered 401`,
      deploy: { verify: "secret" },
      async run(on) {
        await refused(on, 401, asWritten);
        await refused(on, 401, withSecret(SECRET));
        await refused(on, 401, withSecret(`${EVENT_SECRET.secret}x`));
        await on.logs.line(isUnverified, 3 * triesOf(on));
        assert.equal(on.logs.lines.filter(isUnverified).length, 3 * triesOf(on));
        for (const secret of [SECRET, EVENT_SECRET.secret])
          assert.ok(!on.logs.told.join("\n").includes(secret), "the log quotes the secret");
        await accepted(on, withSecret(EVENT_SECRET.secret));
      },
    },
    ...(["throws", "rejects", "truthy"] as const).map(
      (verify): Case<Run> => ({
        name: `a verify that is not true refuses ${what}: it ${verify === "truthy" ? "returns a text" : verify}`,
        deploy: { verify },
        async run(on) {
          await refused(on, 401, asWritten);
          await on.logs.line(isUnverified);
        },
      }),
    ),
    ...[false, true].map(
      (chunked): Case<Run> => ({
        name: `${what} of too many bytes is answered 413, ${chunked ? "sent in chunks" : "by its length"}`,
        async run(on) {
          await refused(on, 413, (written) => ({ ...withBody(" ".repeat(TOO_MANY))(written), chunked }));
        },
      }),
    ),
  ];
}

/** Where requests bring an input: on the path that the option `events` names, and on no other. */
export function pathRule<Run>({ what, refused, accepted }: Sending<Run>): Case<Run> {
  return {
    name: `${what} is handled on the path of the option events, and is answered 404 on another one`,
    needs: "eventPaths",
    deploy: { adapt: { events: { path: "/contract-events", verify: "platform" } } },
    async run(on) {
      for (const path of ["/", "/_events", "/_tasks", "/contract-events/more", "/contract-eventsmore"])
        await refused(on, 404, (written) => ({ ...written, path }));
      await accepted(on, asWritten);
    },
  };
}

/** Whether a line tells that a request was not verified. */
export const isUnverified = (line: string): boolean => line.includes("ONEFN_UNVERIFIED_EVENT");
