import { setTimeout as sleep } from "node:timers/promises";
import { type Handle, OnefnError } from "onefn/provider";
import { watchRejections } from "../rejections.js";
import { createShutdown, type ShutdownOptions, stopOnSignals } from "../shutdown.js";
import { Work } from "../work.js";
import { bindOf, type Pollable } from "./adapt.js";
import { checkPoll } from "./check-options.js";
import { Connection, unreachable } from "./connection.js";
import type { Fetched } from "./fetched.js";
import { type HealthOptions, listen } from "./health.js";
import { loggerOf } from "./log.js";
import { type MetricsOptions, report } from "./metrics.js";
import type { Fetching, PollSource } from "./source.js";

/** Options of {@link poll}. */
export interface PollOptions
  extends Pick<ShutdownOptions, "signals" | "shutdownTimeout">,
    HealthOptions,
    MetricsOptions {}

/** A running poller. */
export interface Poller {
  /** Where the health check listens; undefined without one. */
  readonly url: string | undefined;
  /**
   * Stops like a signal does: fetches nothing more, and finishes what is in hand within `shutdownTimeout`. Resolves when
   * the poller has stopped; to false if the time ran out, and what was left was given back to its source.
   */
  close(): Promise<boolean>;
}

/**
 * Fetches messages and has functions handle them, until the process is told to stop. Resolves when every source has
 * answered. On SIGTERM and SIGINT it fetches nothing more, finishes what is in hand, and ends the process: with code 0,
 * or 1 if `shutdownTimeout` was not enough; what is left is then given back to its source.
 *
 * @param adapted the result of `adapt` of this entry.
 * @param sources where to fetch from: `sqs(...)`, `rabbitmq(...)`, `kafka(...)`.
 * @throws OnefnError ONEFN_SOURCE_UNREACHABLE if a source does not answer or refuses, ONEFN_LISTEN_FAILED if the health
 * check's port is taken, ONEFN_INVALID_OPTION for invalid options, ONEFN_NOT_ADAPTED for anything but the result of
 * `adapt`.
 * @example
 * await poll(adapt({ orders }), sqs({ client: new SQS(), queueUrl }), { port: 8080, health: "/healthz" });
 */
export async function poll(
  adapted: Pollable,
  sources: PollSource | readonly PollSource[],
  options: PollOptions = {},
): Promise<Poller> {
  const bind = bindOf(adapted);
  if (!bind) throw notAdapted();
  checkPoll(options);
  const all = [sources].flat() as readonly PollSource[];
  const work = new Work();
  const started = await startAll(all, (source) => run(source, bind(source.codec), adapted, work));
  const stopAll = async (now: boolean) => {
    await Promise.all(started.map(({ stop }) => stop(now)));
  };
  const connections = started.map(({ connection }) => connection);
  const check = await listen(options, work, connections).catch(async (error: unknown) => {
    await stopAll(true);
    throw error;
  });
  const endMetrics = report(
    new Map(started.map((each, at) => [all[at]?.place ?? "", each.fetching])),
    options,
  );
  const forgetRejections = watchRejections();
  const stoppable = {
    async close(now = false) {
      endMetrics();
      await stopAll(now);
      check?.close();
      forgetRejections();
    },
    closeIdle() {},
    cutsBodies: false,
    left: (running: number) =>
      `${running} deliveries or waitUntil promises had not finished, and were given back`,
  };
  const stop = createShutdown(stoppable, work, options);
  const forgetSignals = options.signals === false ? undefined : stopOnSignals(stop);
  return {
    url: check?.url,
    close() {
      forgetSignals?.();
      return stop();
    },
  };
}

/** Milliseconds for giving back what is in hand: with the default `shutdownTimeout` less than Cloud Run leaves. */
const GIVING_BACK = 900;

/** A source that has begun. */
interface Started {
  readonly connection: Connection;
  readonly fetching: Fetching;
  stop(now: boolean): Promise<void>;
}

/** Starts every source, or none: if one of them cannot be reached, the others stop again. */
async function startAll(
  sources: readonly PollSource[],
  start: (source: PollSource) => Promise<Started>,
): Promise<readonly Started[]> {
  const results = await Promise.allSettled(sources.map(start));
  const started = results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const failed = results.find((each) => each.status === "rejected");
  if (!failed) return started;
  await Promise.all(started.map(({ stop }) => stop(true)));
  throw failed.reason;
}

/** Fetches from one source. */
export async function run(
  source: PollSource,
  handle: Handle<Work>,
  { options }: Pollable,
  work: Work,
): Promise<Started> {
  const { place } = source;
  const log = loggerOf(options, place);
  const timers = options.timers ?? globalThis;
  const connection = new Connection(place, timers, log);
  const deliver = async (event: Fetched) => {
    const end = event.begin(work);
    try {
      return await handle(event, work);
    } catch (error) {
      const { code, message } = error as Partial<OnefnError>;
      log("error", `${message ?? "[onefn/server] poll: an event could not be handled."}`, { code, error });
      return undefined;
    } finally {
      end();
    }
  };
  const polling = {
    connection,
    timers,
    log,
    deliver(event: Fetched) {
      const delivery = deliver(event);
      work.add(delivery);
      return delivery;
    },
  };
  const fetching = await source.start(polling).catch((cause: unknown) => {
    throw unreachable(place, "Correct its name, the permissions or the network.", cause);
  });
  return {
    connection,
    fetching,
    async stop(now) {
      connection.stop();
      const stopped = fetching.stop(now);
      // A source that does not answer must not keep a process that has to end.
      await (now ? Promise.race([stopped, sleep(GIVING_BACK, undefined, { ref: false })]) : stopped);
    },
  };
}

function notAdapted(): OnefnError {
  return new OnefnError(
    "ONEFN_NOT_ADAPTED",
    "[onefn/server] poll: pass the result of adapt of @onefn/server/poll. The adapt of @onefn/server is for serve.",
  );
}
