import type { Settlement } from "./settlement.js";

/**
 * The part of the Workers runtime's own context that onefn reads.
 * @see https://developers.cloudflare.com/workers/runtime-apis/context/
 */
export interface ExecutionContext {
  waitUntil(promise: Promise<unknown>): void;
  /** Present if Cloudflare Access let the request through to this Worker. */
  readonly access?: AccessContext;
}

/**
 * Who Cloudflare Access let through.
 * @see https://developers.cloudflare.com/workers/configuration/cloudflare-access/
 */
export interface AccessContext {
  /** The audience tag of the Access application. */
  readonly aud: string;
  /** The user; undefined for a service token, which has none. */
  getIdentity(): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/**
 * The event of a cron trigger.
 * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/scheduled/
 */
export interface ScheduledController {
  /** The cron expression of the trigger, as in the Worker's configuration. */
  readonly cron: string;
  /** The planned time, in milliseconds since the epoch. */
  readonly scheduledTime: number;
  noRetry(): void;
}

/**
 * One message of a queue.
 * @see https://developers.cloudflare.com/queues/configuration/javascript-apis/#message
 */
export interface QueueMessage<Body = unknown> {
  /** The queue's id of the message, the same on every delivery. */
  readonly id: string;
  /** When it was sent. */
  readonly timestamp: Date;
  /** Whatever was sent: the content type that it was sent with is not there. */
  readonly body: Body;
  /** The number of this delivery, from 1. */
  readonly attempts: number;
  ack(): void;
  retry(options?: { readonly delaySeconds?: number }): void;
}

/**
 * The messages that a queue delivers together.
 * @see https://developers.cloudflare.com/queues/configuration/javascript-apis/#messagebatch
 */
export interface MessageBatch<Body = unknown> {
  /** The name of the queue. */
  readonly queue: string;
  /** The runtime makes a new array at every read. */
  readonly messages: readonly QueueMessage<Body>[];
}

/**
 * What a bucket sends to its queue: the body of a message.
 * @see https://developers.cloudflare.com/r2/buckets/event-notifications/#message-format
 */
export interface R2Notification {
  readonly account: string;
  /** `PutObject`, `CopyObject`, `CompleteMultipartUpload`, `DeleteObject` or `LifecycleDeletion`. */
  readonly action: string;
  readonly bucket: string;
  readonly object?:
    | {
        readonly key: string;
        /** Bytes. Not there if the object was deleted. */
        readonly size?: number | undefined;
        readonly eTag?: string | undefined;
      }
    | undefined;
  readonly eventTime?: string | undefined;
  /** The object that was copied. */
  readonly copySource?: { readonly bucket: string; readonly object: string } | undefined;
}

/** What the runtime passes with the event. */
export interface Invocation {
  /** The Worker's handler that was called, if the event alone does not show it. */
  readonly handler?: "scheduled" | "queue" | "rpc";
  /** What settles the messages of a batch. */
  readonly settlement?: Settlement;
  readonly env: unknown;
  readonly ctx: ExecutionContext | undefined;
  /** What Access said about the caller; undefined if it was not asked. */
  readonly identity: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The part of `request.cf` that onefn reads.
 * @see https://developers.cloudflare.com/workers/runtime-apis/request/#incomingrequestcfproperties
 */
export interface CfProperties {
  /** The data center that received the request, as an airport code. */
  readonly colo?: string;
  /** ISO 3166-1 alpha-2, or `T1` for the Tor network. */
  readonly country?: string;
  /** ISO 3166-2, without the country. */
  readonly regionCode?: string;
  readonly city?: string;
  readonly latitude?: string;
  readonly longitude?: string;
  readonly timezone?: string;
  readonly tlsClientAuth?: ClientCertificate | null;
}

/** What Cloudflare found in the client's certificate. */
export interface ClientCertificate {
  readonly certVerified: string;
  readonly certRevoked: string;
  readonly certSubjectDN: string;
}

/** What Cloudflare says about a request; empty for a Request that you created. */
export function propertiesOf(request: Request): CfProperties {
  return (request as { readonly cf?: CfProperties }).cf ?? {};
}
