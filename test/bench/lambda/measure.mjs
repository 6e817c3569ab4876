// Child process: one contender, one wire, one case.
import { answer } from "../harness/answer.mjs";
import { cpuPerCall } from "../harness/cpu.mjs";
import { cases, isRight } from "./cases.mjs";
import { invocations } from "./events.mjs";

await answer(async (job) => {
  const { load } = await import(`./contenders/${job.contender}.mjs`);
  const handler = await load(job);
  const pool = invocations(job.wire, cases[job.case].request);
  const invoke = (index) => {
    const { event, context } = pool[index % pool.length];
    return handler(event, context);
  };

  // Again after the timing: a contender may have altered an event that it was handed.
  const allRight = async () => {
    for (let index = 0; index < pool.length; index += 21) {
      if (!isRight(job.case, await invoke(index))) return false;
    }
    return true;
  };

  if (!(await allRight())) return { wrong: true };
  const cpu = await cpuPerCall(invoke, job);
  return (await allRight()) ? { cpu } : { wrong: true };
});
