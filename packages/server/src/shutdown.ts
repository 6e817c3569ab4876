import { LONGEST_TIMER, OnefnError } from "onefn/provider";
import { logError } from "./log.js";
import { Phase } from "./stop-notice.js";
import type { Work } from "./work.js";

/** How a server stops. */
export interface ShutdownOptions {
  /** Whether SIGTERM and SIGINT stop the server. Default: true. */
  readonly signals?: boolean | undefined;
  /**
   * Milliseconds for which the server still accepts requests after the signal. The health check answers 503 meanwhile, so
   * that load balancers stop sending requests before connections are refused. Default: 0.
   */
  readonly shutdownDelay?: number | undefined;
  /**
   * Milliseconds after that in which requests and `waitUntil` work must finish; then connections are cut. Default: 9,000,
   * because Cloud Run ends a container after 10 s (Kubernetes and Fargate after 30 s).
   */
  readonly shutdownTimeout?: number | undefined;
}

/** A server that can be stopped. */
export interface Stoppable {
  /** Stops accepting requests; resolves when the connections are done. `now` cuts them. */
  close(now?: boolean): Promise<void>;
  /** Closes idle connections. */
  closeIdle(): void;
  /** Whether closing breaks the bodies of running requests, so that these must finish first. */
  readonly cutsBodies: boolean;
  /** What became of the work that was not done in time. Default: the words for requests and connections. */
  left?(running: number): string;
}

const TIMEOUT = 9_000;
/** Handlers that have not answered are told at most this many milliseconds before connections are cut. */
const MARGIN = 500;
/** Milliseconds between checks for connections that have become idle. */
const IDLE_CHECK = 50;

/** Creates the function that stops a server; called again, it returns the same promise. */
export function createShutdown(
  server: Stoppable,
  work: Work,
  { shutdownDelay = 0, shutdownTimeout = TIMEOUT }: ShutdownOptions,
): () => Promise<boolean> {
  let stopped: Promise<boolean> | undefined;

  async function stop(): Promise<boolean> {
    work.stopping = true;
    if (shutdownDelay > 0)
      await new Promise((resolve) => setTimeout(resolve, Math.min(shutdownDelay, LONGEST_TIMER)));
    const idle = setInterval(() => server.closeIdle(), IDLE_CHECK);
    const finished = finish();
    work.advance(Phase.streams);
    const later = [
      after(shutdownTimeout / 2, () => work.advance(Phase.events)),
      after(shutdownTimeout - Math.min(MARGIN, shutdownTimeout / 4), () => work.advance(Phase.all)),
    ];
    const inTime = await within(shutdownTimeout, finished);
    clearInterval(idle);
    later.forEach(clearTimeout);
    if (inTime) return true;
    reportUnfinished(server, work, shutdownTimeout);
    await server.close(true);
    return false;
  }

  async function finish(): Promise<void> {
    if (server.cutsBodies) {
      work.refusing = true;
      await work.settled();
    }
    await Promise.all([server.close(), work.settled()]);
  }

  return () => {
    stopped ??= stop();
    return stopped;
  };
}

function after(ms: number, callback: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(callback, Math.min(ms, LONGEST_TIMER));
}

async function within(ms: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<false>((resolve) => {
    timer = after(ms, () => resolve(false));
  });
  const done = await Promise.race([promise.then(() => true), timeUp]);
  clearTimeout(timer);
  return done;
}

function reportUnfinished({ left = leftOfRequests }: Stoppable, { running }: Work, timeout: number): void {
  logError(
    new OnefnError(
      "ONEFN_DEADLINE",
      `[onefn/server] shutdown: after ${timeout} ms ${left(running)}. ` +
        "Raise shutdownTimeout, if the platform gives the process more time.",
    ),
  );
}

function leftOfRequests(running: number): string {
  return running > 0
    ? `${running} requests or waitUntil promises had not finished, and connections were cut`
    : "clients had not read all of their answers, and connections were cut";
}

/** The signals, with the exit codes of processes that they end. */
const SIGNALS = { SIGTERM: 143, SIGINT: 130 } as const;
type Signal = keyof typeof SIGNALS;

/** The listeners of this process's servers. */
const listeners = new Set<object>();

/**
 * Stops on the first signal, and ends the process when its last server has stopped; a second signal ends it at once. Both
 * need code, because process 1 of a container has no default handlers. A program that listens too must end itself.
 */
export function stopOnSignals(stop: () => Promise<boolean>): () => void {
  let stopping = false;
  const onSignal = async (signal: Signal) => {
    if (stopping) {
      if (process.listenerCount(signal) === listeners.size) process.exit(SIGNALS[signal]);
      return;
    }
    stopping = true;
    if (!(await stop())) process.exitCode = 1;
    forget();
    if (process.listenerCount(signal) === 0) process.exit();
  };
  const signals = Object.keys(SIGNALS) as Signal[];
  const forget = () => {
    listeners.delete(onSignal);
    for (const signal of signals) process.off(signal, onSignal);
  };
  listeners.add(onSignal);
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
}
