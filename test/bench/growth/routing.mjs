// Child process: how long it takes to give the records of one event to ten functions.
import { message } from "onefn";
import { createAdapter, messageKind, recordPipeline } from "onefn/provider";
import { answer } from "../harness/answer.mjs";
import { cpuPerCall } from "../harness/cpu.mjs";
import { provider } from "./provider.mjs";

const FUNCTIONS = 10;

/** Its records name their queue and no more. */
const codec = {
  trigger: "bench",
  matches: () => true,
  records: (native) => native,
  readings: [
    {
      kind: "message",
      origin: (record) => record.from,
      decode: (record, index) => ({
        id: `${index}`,
        source: () => record.from,
        type: () => "bench",
        body: () => "",
      }),
    },
  ],
  settle: (settled) => settled.filter(({ type }) => type !== "ack"),
};

await answer(async (job) => {
  const handled = Array(FUNCTIONS).fill(0);
  const functions = Object.fromEntries(
    handled.map((_, index) => {
      const count = () => {
        handled[index]++;
      };
      return [`f${index}`, message({ from: `queue-${index}` }, count)];
    }),
  );
  const handle = createAdapter(
    "onefn/bench",
    provider,
    [recordPipeline([messageKind], [codec])],
    functions,
    {},
  );
  const event = Array.from({ length: job.records }, (_, index) => ({ from: `queue-${index % FUNCTIONS}` }));

  const isRight = async () => {
    handled.fill(0);
    const failed = await handle(event, undefined);
    return failed.length === 0 && handled.every((count) => count === job.records / FUNCTIONS);
  };

  if (!(await isRight())) return { wrong: true };
  const cpu = await cpuPerCall(() => handle(event, undefined), { ...job, yieldEvery: 1 });
  return (await isRight()) ? { ns: (cpu * 1000) / job.records } : { wrong: true };
});
