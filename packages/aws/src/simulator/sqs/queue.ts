import type { OutgoingMessage, Sending } from "onefn/simulator";
import { type StoredMessage, storeMessage } from "./stored-message.js";

/** FIFO queues forget a deduplication id after five minutes. */
const DEDUPLICATION_INTERVAL = 5 * 60_000;

interface Accepted {
  readonly id: string;
  readonly stored?: StoredMessage;
}

/**
 * How queues accept messages. A FIFO queue returns the first id for a message that it has already seen, and keeps it
 * once.
 */
export function acceptMessages(trigger: string, fifo: boolean) {
  const seen = new Map<string, { readonly id: string; readonly at: number }>();
  return (message: OutgoingMessage, { to, index, count, now, sequence }: Sending): Accepted => {
    const place = `${trigger} message ${index + 1} of ${count} for ${to}`;
    const stored = storeMessage(place, message, { sentAt: now, sequence, fifo });
    const { id, deduplicationId } = stored;
    if (!fifo) return { id, stored };
    const key = JSON.stringify([to, deduplicationId]);
    const earlier = seen.get(key);
    if (earlier && now - earlier.at < DEDUPLICATION_INTERVAL) return { id: earlier.id };
    seen.set(key, { id, at: now });
    return { id, stored };
  };
}
