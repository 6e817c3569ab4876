import { adapt as vercel } from "@onefn/vercel";
import * as v from "@onefn/vercel/simulator";
import { CHECKED, ok, type Row, request } from "./calls.js";

export const onVercel: readonly Row[] = [
  [
    "vercelRequest",
    undefined,
    async (f) => ok(await vercel(f.http).fetch(await v.vercelRequest(...request))),
  ],
  [
    "createQueues",
    undefined,
    async (f) => {
      const queues = v.createQueues();
      const { fetch } = vercel(f.message, { ...CHECKED, fetch: queues.fetch });
      await ok(
        await (fetch as (request: Request, context: object) => Promise<Response>)(
          queues.push({ body: "a" }),
          queues.context,
        ),
      );
    },
  ],
  [
    "vercelCron",
    undefined,
    async (f) => ok(await vercel(f.schedule, CHECKED).fetch(v.vercelCron("30 3 * * *"))),
  ],
  [
    "vercelSchedule",
    undefined,
    async (f) => ok(await vercel(f.schedule, CHECKED).fetch(v.vercelSchedule("clean-up"))),
  ],
  [
    "taskRequest",
    undefined,
    async (f) => ok(await vercel(f.task, CHECKED).fetch(v.taskRequest({ sku: "tea" }))),
  ],
];
