import type { Handle, Timers } from "onefn/provider";
import { type Load, type RunningFunctions, reloading, type SimulatorOptions } from "onefn/simulator";
import { adapt, bindOf } from "../../poll/adapt.js";
import { run } from "../../poll/poll.js";
import type { Fetching, PollSource } from "../../poll/source.js";
import { Work } from "../../work.js";

/** What runs pollers over clients that a simulator has made: this process, since a client cannot be sent to another. */
export interface PollHost {
  start(load: Load, options: Pick<SimulatorOptions, "adapt">): RunningPollers;
  /** The client that a poller gets, which a test may break. Default: the simulator's own. */
  client?<Client extends object>(client: Client): Client;
}

/** Functions that pollers serve. */
export interface RunningPollers extends RunningFunctions {
  /** Begins to fetch from a source. @param timers of the poller alone. Default: as its functions. */
  poll(source: PollSource, timers?: Timers): Promise<RunningPoller>;
}

/** One poller. */
export interface RunningPoller {
  readonly fetching: Fetching;
  /** What the adapter has thrown for the latest event that failed as a whole. */
  failure: unknown;
  stop(now: boolean): Promise<void>;
}

/** Pollers in this process. */
export const pollsInProcess: PollHost = {
  start(load, options) {
    const lines: string[] = [];
    const adaptOptions = { ...options.adapt, log: (line: string) => void lines.push(line) };
    const adapted = reloading(load, (functions) => adapt(functions, adaptOptions));
    const pollers: RunningPoller[] = [];
    return {
      lines,
      prepare: adapted,
      async poll(source, timers = adaptOptions.timers) {
        let bound: { readonly of: unknown; readonly handle: Handle<Work> } | undefined;
        const poller: { failure: unknown } = { failure: undefined };
        const handle: Handle<Work> = async (event, work) => {
          try {
            const now = adapted();
            if (bound?.of !== now) bound = { of: now, handle: bindOf(now)?.(source.codec) as Handle<Work> };
            return await bound.handle(event, work);
          } catch (error) {
            poller.failure = error;
            throw error;
          }
        };
        const { fetching, stop } = await run(
          source,
          handle,
          { options: { ...adaptOptions, timers } },
          new Work(),
        );
        const running: RunningPoller = Object.assign(poller, { fetching, stop });
        pollers.push(running);
        return running;
      },
      async close() {
        await Promise.all(pollers.map(({ stop }) => stop(true)));
      },
    };
  },
};
