import type { Timers } from "onefn/provider";
import {
  type BrokerOptions,
  createBroker,
  type Delivery,
  type DocumentedResult,
  type Fate,
  type MessageWire,
  type OutgoingMessage,
} from "onefn/simulator";
import { polled } from "../../poll/capabilities.js";
import type { PollSource } from "../../poll/source.js";
import type { PollHost } from "./host.js";
import { type PolledAnswer, PolledPlaces } from "./places.js";

/** The event of a delivery, and what came of it. */
interface Handled<Call> extends PolledAnswer<Call> {
  readonly event: unknown;
}

/** How one source that pollers fetch from differs from another. */
export interface PollWay<Fake, Call, Stored, Native>
  extends Pick<
    BrokerOptions<OutgoingMessage, Stored, Native, Handled<Call>>,
    "batch" | "delay" | "place" | "accept" | "record" | "event" | "lanes" | "dead"
  > {
  readonly trigger: string;
  readonly result: DocumentedResult;
  /**
   * Makes the client of a place, and what polls by it.
   *
   * @param through gives the client that the poller gets, which a test may have broken.
   */
  connect(
    place: string,
    through: <Client extends object>(client: Client) => Client,
  ): { readonly fake: Fake; readonly source: PollSource; readonly timers?: Timers };
  /** Hands the messages of an event out, and returns the calls that the source hears from then on. */
  give(fake: Fake, event: unknown, place: string): Promise<readonly Call[]> | readonly Call[];
  /** What becomes of the records, by what the source has heard. */
  fates(calls: readonly Call[], deliveries: readonly Delivery<Stored>[], event: unknown): readonly Fate[];
}

/** Puts functions behind a source that pollers fetch from: one poller for each place. */
export function createPollWire<Fake, Call, Stored, Native>(
  host: PollHost,
  { result, connect, give, fates, ...way }: PollWay<Fake, Call, Stored, Native>,
): MessageWire {
  const { trigger } = way;
  return {
    kind: "message",
    shape: "records",
    trigger,
    capabilities: polled[trigger] ?? {},
    result,
    deploy(load, options = {}) {
      const running = host.start(load, options);
      const places = new PolledPlaces<Fake, Call>(async (place) => {
        running.prepare?.();
        const { fake, source, timers } = connect(place, (client) => host.client?.(client) ?? client);
        return { fake, poller: await running.poll(source, timers) };
      });
      return createBroker<OutgoingMessage, Stored, Native, Handled<Call>>({
        ...way,
        from: "onefn/server",
        running,
        options,
        onePlace: true,
        async invoke(event, [delivery]) {
          const { place } = delivery as { readonly place: string };
          return { event, ...(await places.deliver(place, async (fake) => give(fake, event, place))) };
        },
        settle: ({ event, calls, ...told }, deliveries) => ({
          fates: fates(calls ?? [], deliveries, event),
          nativeResult: calls,
          ...told,
        }),
      });
    },
  };
}
