import { env } from "cloudflare:workers";
import { adapt } from "@onefn/cloudflare";
import { contractFunctions } from "@onefn/contract/functions";

const worker = adapt(contractFunctions[env.CONTRACT_FUNCTIONS], JSON.parse(env.CONTRACT_OPTIONS));

/** A handler that nobody waits for. Workers Logs shows the error of its run; the runtime alone does not. */
const followed =
  (handler, nameOf) =>
  async (event, ...rest) => {
    try {
      return await handler(event, ...rest);
    } catch (error) {
      console.error(error);
      throw error;
    } finally {
      // The host waits until it has read this line from both streams.
      for (const write of [console.log, console.error]) write(`contract-run-ended:${nameOf(event)}`);
    }
  };

export default {
  ...worker,
  ...(worker.queue && {
    queue: followed(worker.queue, ({ messages: [first] }) => `${first.id}@${first.attempts}`),
  }),
  ...(worker.scheduled && {
    scheduled: followed(worker.scheduled, ({ cron, scheduledTime }) => `${cron}@${scheduledTime}`),
  }),
};
