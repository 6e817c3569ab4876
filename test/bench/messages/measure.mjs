// Child process: one source, one contender, one size of batch, with or without failures.
import { answer } from "../harness/answer.mjs";
import { cpuPerCall } from "../harness/cpu.mjs";
import { handled } from "./orders.mjs";

await answer(async (job) => {
  const { contextOf, eventOf, expectedFailures, failedIn } = await import(`./${job.source}/events.mjs`);
  const { load } = await import(`./${job.source}/contenders/${job.contender}.mjs`);
  const handler = await load();
  const pool = Array.from({ length: job.records > 100 ? 2 : 64 }, (_, index) => ({
    event: eventOf(job.records, job),
    context: contextOf(index, job.records),
  }));
  const invoke = (index) => {
    const { event, context } = pool[index % pool.length];
    return handler(event, context);
  };

  const expected = expectedFailures(job.records, job);
  const isRight = async () => {
    handled.count = 0;
    const failed = failedIn(await invoke(0)).sort();
    return handled.count === job.records && failed.join() === expected.join();
  };

  if (!(await isRight())) return { wrong: true };
  const cpu = await cpuPerCall(invoke, { ...job, yieldEvery: job.records > 100 ? 1 : 8 });
  return (await isRight()) ? { cpu: cpu / job.records } : { wrong: true };
});
