import {
  type Call,
  createResponse,
  EventRequest,
  type MessageSource,
  parseTraceparent,
  type RequestCodec,
  type Trace,
} from "onefn/provider";
import type { VercelOptions } from "../options.js";
import type { VercelPlatform } from "../platform.js";
import { QueueDelivery } from "../queues/delivery.js";
import type { Invocation } from "../queues/invocation.js";
import { readPush, timeOf, type VercelQueueMessage } from "../queues/push.js";

/** The type of the CloudEvent that brings a message. */
const PUSHED = "com.vercel.queue.v2beta";

class QueueSource implements MessageSource {
  readonly id: string;
  readonly #delivery: QueueDelivery;
  readonly #request: Request;

  constructor(delivery: QueueDelivery, request: Request) {
    this.#delivery = delivery;
    this.#request = request;
    this.id = delivery.message.messageId;
  }

  get record(): VercelQueueMessage {
    return this.#delivery.message;
  }
  source(): string {
    return this.#delivery.source;
  }
  type(): string {
    return PUSHED;
  }
  subject(): string {
    return this.record.topic;
  }
  enqueuedAt(): Date | undefined {
    const sent = timeOf(this.record.createdAt);
    return sent === undefined ? undefined : new Date(sent);
  }
  load(): Promise<Uint8Array> | undefined {
    return this.#delivery.fetch();
  }
  body(): Uint8Array {
    return this.#delivery.body;
  }
  contentType(): string | undefined {
    return this.record.contentType;
  }
  attributes(): Readonly<Record<string, never>> {
    return {};
  }
  attempt(): number | undefined {
    return this.record.deliveryCount;
  }
  key(): undefined {
    return undefined;
  }
  /** The sender's. The headers without a prefix are the push's own. */
  trace(): Trace | undefined {
    const { headers } = this.#request;
    return parseTraceparent(
      headers.get("x-vercel-queue-traceparent"),
      headers.get("x-vercel-queue-tracestate"),
    );
  }
}

const invocationOf = (call: Call) => call.nativeContext as Invocation;

/**
 * Vercel Queues: a topic pushes each message by itself. The answer acknowledges nothing: the message's lease is deleted
 * for that, or given the delay of a retry.
 * @see https://vercel.com/docs/queues
 */
export const queues: RequestCodec<QueueDelivery> = {
  trigger: "queues",
  matches: (event) => event instanceof EventRequest && event.header("ce-type") === PUSHED,
  records(event, call) {
    const { context } = call.native as VercelPlatform;
    const { fetch = globalThis.fetch, timers = globalThis } = call.options as VercelOptions;
    const access = {
      fetch,
      timers,
      token: context.headers?.["x-vercel-oidc-token"] ?? process.env.VERCEL_OIDC_TOKEN,
      deployment: process.env.VERCEL_DEPLOYMENT_ID,
    };
    const delivery = new QueueDelivery(
      readPush(event, process.env.VERCEL_REGION),
      event.body,
      access,
      (...line) => call.log(...line),
    );
    invocationOf(call).delivery = delivery;
    return [delivery];
  },
  readings: [
    {
      kind: "message",
      origin: ({ message }) => message.topic,
      decode(delivery, _, { native }) {
        delivery.keep();
        return new QueueSource(delivery, (native as VercelPlatform).request);
      },
    },
  ],
  delays: () => true,
  answer: (delivery, settled) => delivery.settle(settled),
  settle(_, call) {
    const { delivery } = invocationOf(call);
    return createResponse(null, { status: delivery?.isSettled ? 200 : 500 });
  },
};
