import { DEV } from "./dev.js";

/** A webhook to call. */
export interface Delivery {
  /** The same for the same event and subscriber. */
  readonly id: string;
  /** The subscriber's name. */
  readonly to: string;
  readonly type: string;
  readonly data: unknown;
}

/** The queue `webhooks`. */
export interface Queue {
  /** Rejects unless the queue has taken every message. */
  send(deliveries: readonly Delivery[]): Promise<void>;
}

/** The queue of `onefn dev`. */
const simulated: Queue = {
  async send(deliveries) {
    for (const each of deliveries) {
      const body = JSON.stringify(each);
      await fetch(`${DEV}/_onefn/messages/webhooks`, { method: "POST", body });
    }
  },
};

let current = simulated;

export const queue = (): Queue => current;

/** Each provider's entry names its queue. */
export function sendTo(queue: Queue): void {
  current = queue;
}
