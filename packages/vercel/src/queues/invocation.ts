import type { QueueDelivery } from "./delivery.js";

/** What one request has of its own, beside what Vercel tells of it. */
export interface Invocation {
  /** The message that it brings. */
  delivery: QueueDelivery | undefined;
}
