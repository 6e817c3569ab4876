// Child process: one contender, one size of batch, with or without failures.
import { answer } from "../harness/answer.mjs";
import { cpuPerCall } from "../harness/cpu.mjs";
import { lambdaContext } from "../lambda/events.mjs";
import { expectedFailures, sqsEvent } from "./events.mjs";
import { handled } from "./orders.mjs";

await answer(async (job) => {
  const { load } = await import(`./contenders/${job.contender}.mjs`);
  const handler = await load();
  const text = JSON.stringify(sqsEvent(job.records, job));
  const pool = Array.from({ length: job.records > 100 ? 2 : 64 }, (_, index) => ({
    event: JSON.parse(text),
    context: lambdaContext(index),
  }));
  const invoke = (index) => {
    const { event, context } = pool[index % pool.length];
    return handler(event, context);
  };

  const expected = expectedFailures(job.records, job);
  const isRight = async () => {
    handled.count = 0;
    const result = await invoke(0);
    const failed = result.batchItemFailures.map((failure) => failure.itemIdentifier).sort();
    return handled.count === job.records && failed.join() === expected.join();
  };

  if (!(await isRight())) return { wrong: true };
  const cpu = await cpuPerCall(invoke, { ...job, yieldEvery: job.records > 100 ? 1 : 8 });
  return (await isRight()) ? { cpu: cpu / job.records } : { wrong: true };
});
