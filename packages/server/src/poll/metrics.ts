import { LONGEST_TIMER } from "onefn/provider";
import type { Fetching } from "./source.js";

/** How a source stands. */
export interface PollMetrics {
  /** The queue or the topics. */
  readonly place: string;
  /** How many messages wait at the source; undefined if it did not tell. */
  readonly depth: number | undefined;
  /** Milliseconds since the oldest message of the latest delivery was sent; undefined before the first. */
  readonly age: number | undefined;
  /** How many messages were fetched and are not settled. */
  readonly inHand: number;
}

/** Who is told how the sources stand. */
export interface MetricsOptions {
  /** Called for each source every `metricsInterval`. Default: nobody is told, and no source is asked. */
  readonly metrics?: ((metrics: PollMetrics) => void) | undefined;
  /** Milliseconds. Default: 60,000. */
  readonly metricsInterval?: number | undefined;
}

const INTERVAL = 60_000;

/** Tells how sources stand, again and again. @returns what ends it. */
export function report(
  sources: ReadonlyMap<string, Fetching>,
  { metrics, metricsInterval = INTERVAL }: MetricsOptions,
): () => void {
  if (!metrics) return () => {};
  const timer = setInterval(
    async () => {
      for (const [place, fetching] of sources) {
        // A source that does not answer is logged where it is fetched from.
        const depth = await fetching.depth().catch(() => undefined);
        metrics({ place, depth, age: fetching.age, inHand: fetching.inHand });
      }
    },
    Math.min(metricsInterval, LONGEST_TIMER),
  );
  return () => clearInterval(timer);
}
