// Child process: one contender listens on a free port of the loopback. Asked for anything, it tells what it used.
import { wrong } from "../harness/answer.mjs";

const { scenario, contender, case: name } = JSON.parse(process.argv[2]);

async function start() {
  const { listen } = await import(`../${scenario}/contenders/${contender}.mjs`);
  return { port: await listen(name) };
}

process.on("message", () => process.send({ cpu: process.cpuUsage() }));
process.on("disconnect", () => process.exit(0));
process.send(await start().catch(wrong));
