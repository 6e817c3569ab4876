import { setTimeout as sleep } from "node:timers/promises";
import { adapt, serve } from "@onefn/server";
import { http, text } from "onefn";

/** A handler that listens to every signal that it has, and holds 40 KB while somebody may still tell it to stop. */
const listen = http({ path: "/listen/:ms" }, async (request, context) => {
  const held = Array.from({ length: 5_000 }, Math.random);
  const stop = () => held.fill(0);
  request.signal.addEventListener("abort", stop);
  request.clone().signal.addEventListener("abort", stop);
  context.signal.addEventListener("abort", stop);
  const ms = Number(context.params.ms);
  if (ms > 0) await sleep(ms, undefined, { signal: request.signal }).catch(() => {});
  return text(`${held.length}`);
});

const { url } = await serve(adapt(listen), { port: 0, hostname: "127.0.0.1" });
console.log(`listening on ${url}`);
