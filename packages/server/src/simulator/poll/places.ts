import type { RunningPoller } from "./host.js";

/** One poller of a place, and the place as its client sees it. */
interface Polled<Fake> {
  readonly fake: Fake;
  readonly poller: RunningPoller;
}

/** What came of a delivery. */
export interface PolledAnswer<Call> {
  /** What the source heard of it. */
  readonly calls?: readonly Call[];
  readonly error?: unknown;
}

/** The pollers of a deployment, one for each place. */
export class PolledPlaces<Fake, Call> {
  readonly #start: (place: string) => Promise<Polled<Fake>>;
  readonly #polled = new Map<string, Polled<Fake>>();

  constructor(start: (place: string) => Promise<Polled<Fake>>) {
    this.#start = start;
  }

  /**
   * Hands messages of a place out, and waits until the poller has no more of them in hand.
   *
   * @param give hands them out, and returns the calls that the source hears from then on.
   */
  async deliver(place: string, give: (fake: Fake) => Promise<readonly Call[]>): Promise<PolledAnswer<Call>> {
    try {
      // A poller that is still at work stands for a process that has died.
      const known = this.#polled.get(place);
      const polled = known?.poller.fetching.inHand === 0 ? known : await this.#start(place);
      this.#polled.set(place, polled);
      const { fake, poller } = polled;
      poller.failure = undefined;
      const calls = await give(fake);
      do await new Promise((resolve) => setTimeout(resolve, 1));
      while (poller.fetching.inHand > 0);
      const { failure: error } = poller;
      return { calls, ...(error !== undefined && { error }) };
    } catch (error) {
      return { error };
    }
  }
}
