import { adapt as netlify } from "@onefn/netlify";
import { adapt as netlifyEvents } from "@onefn/netlify/event/platform-events";
import { adapt as netlifyIdentity } from "@onefn/netlify/identity/identity-events";
import { adapt as netlifySchedules } from "@onefn/netlify/schedule/scheduled-functions";
import * as n from "@onefn/netlify/simulator";
import { adapt as netlifyBackground } from "@onefn/netlify/task/background-functions";
import { adapt as netlifyV1 } from "@onefn/netlify/v1";
import { CHECKED, ok, type Row, request } from "./calls.js";

export const onNetlify: readonly Row[] = [
  [
    "netlifyRequest",
    ["http", "functions"],
    async (f) => {
      const { request: native, context } = await n.netlifyRequest(...request);
      await ok(await netlify(f.http)(native, context));
    },
  ],
  [
    "netlifyV1Event",
    ["http", "functions-v1"],
    async (f) => netlifyV1(f.http)(await n.netlifyV1Event(...request), { awsRequestId: "1" } as never),
  ],
  [
    "netlifySchedule",
    undefined,
    async (f) => ok(await netlifySchedules(f.schedule, CHECKED)(n.netlifySchedule("clean-up"), {} as never)),
  ],
  [
    "netlifyBackground",
    undefined,
    async (f) => netlifyBackground(f.task, CHECKED)(n.netlifyBackground({}), {} as never),
  ],
  [
    "netlifyIdentity",
    ["identity", "identity-events"],
    async (f) => answerOf(await netlifyIdentity(f.signUp, CHECKED)(n.netlifyIdentity("identity-validate"))),
  ],
  [
    "netlifyEvent",
    ["event", "platform-events"],
    async (f) => answerOf(await netlifyEvents(f.event, CHECKED)(n.netlifyEvent("deploy_succeeded"), {})),
  ],
];

async function answerOf(response: Response) {
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: await response.text() };
}
