// Child process: one contender, one case, called as Azure's worker calls the library.
import { answer } from "../harness/answer.mjs";
import { cpuPerCall } from "../harness/cpu.mjs";
import { cases } from "../server/cases.mjs";
import { invocation } from "./invocation.mjs";
import { startApp } from "./worker.mjs";

await answer(async (job) => {
  const { load } = await import(`./contenders/${job.contender}.mjs`);
  const invoke = startApp(await load(job.case));
  const { request, expected } = cases[job.case];
  const ask = (index) => invoke(invocation(request, index));

  const isRight = async () => {
    const { statusCode, headers, body } = await ask(0);
    const text = Buffer.from(body.bytes).toString();
    return (
      statusCode === "200" && headers["content-type"].startsWith(expected.type) && text === expected.body
    );
  };
  if (!(await isRight())) return { wrong: true };
  // The library does much by itself; what it takes settles later than on the other wires.
  const cpu = await cpuPerCall(ask, { warmupMs: 1500, measureMs: 1000, ...job });
  return (await isRight()) ? { cpu } : { wrong: true };
});
