import type { Capabilities } from "onefn/provider";
import { gap, how, WORKERS, wrongKinds } from "./words.js";

const QUEUES = "https://developers.cloudflare.com/queues";

const bodyAlone = gap(
  "A message is a body: Queues has no attributes, and does not pass on the content type that the sender chose.",
  `${QUEUES}/configuration/javascript-apis/#message`,
);

/** Queues, by the contract's names. */
export const queues = {
  waitUntil: how("ctx.waitUntil, within the 15 minutes of a batch; the queue waits for it"),
  retryAfter: how("whole seconds, up to 12 hours"),
  binaryMessages: how("sent with the content type bytes"),
  deadline: gap(
    "A batch may take 15 minutes, but the runtime does not say how much time is left.",
    `${QUEUES}/platform/limits/`,
  ),
  unknownEvents: gap(
    "The runtime passes only its own batches to queue; other triggers have other handlers.",
    `${WORKERS}/runtime-apis/handlers/queue/`,
  ),
  wrongKinds,
  strictJson: gap(
    "A string may have been sent as JSON or as text, and a message does not say which. One that is not JSON is the " +
      "data itself, which a schema can refuse.",
    `${QUEUES}/configuration/javascript-apis/#queuescontenttype`,
  ),
  order: gap("Queues does not keep the order.", `${QUEUES}/reference/how-queues-works/#consumers`),
  key: gap(
    "Queues knows no key by which messages are ordered or grouped.",
    `${QUEUES}/reference/delivery-guarantees/`,
  ),
  mixedBatches: gap("A batch is of one queue.", `${QUEUES}/configuration/javascript-apis/#messagebatch`),
  largeBatches: gap("A batch has at most 100 messages.", `${QUEUES}/platform/limits/`),
  reject: gap(
    "A message goes to the dead letter queue after max_retries, not on demand.",
    `${QUEUES}/configuration/dead-letter-queues/`,
  ),
  attributes: bodyAlone,
  typedAttributes: bodyAlone,
  binaryAttributes: bodyAlone,
  contentType: bodyAlone,
  messageTrace: bodyAlone,
} satisfies Capabilities;
