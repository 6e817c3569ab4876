// Child process: how long it takes to find the codec of an event, with one codec or with fifty.
import { message } from "onefn";
import { createAdapter } from "onefn/provider";
import { answer } from "../harness/answer.mjs";
import { cpuSince } from "../harness/cpu.mjs";
import { codecsWith, event } from "./codecs.mjs";
import { provider } from "./provider.mjs";

const LOOPS = 1_000_000;

await answer(async ({ codecs, last }) => {
  let runs = 0;
  // In place of a real pipeline: what runs the event is not part of the time.
  const pipeline = {
    kinds: ["message"],
    codecs: codecsWith(codecs, { last }),
    bind: () => pipeline.codecs.map(() => () => ++runs),
  };
  const handle = createAdapter(
    "onefn/bench",
    provider,
    [pipeline],
    message(() => {}),
    {},
  );
  const pool = Array.from({ length: 64 }, event);
  const loop = () => {
    for (let index = 0; index < LOOPS; index++) handle(pool[index % pool.length], undefined);
  };

  loop();
  const before = process.cpuUsage();
  loop();
  const ns = (cpuSince(before) * 1000) / LOOPS;
  return runs === 2 * LOOPS ? { ns } : { wrong: true };
});
