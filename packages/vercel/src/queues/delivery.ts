import { OnefnError, type Settled, type Timers } from "onefn/provider";
import { Lease } from "./lease.js";
import { onlyPart, type Part } from "./multipart.js";
import { countOf, type Push, timeOf, type VercelQueueMessage } from "./push.js";
import { isLost, QueueService, type ServiceAccess, unreachable } from "./service.js";

/** Seconds for which a message is leased that is fetched. */
const FETCHED = 60;

type Log = ConstructorParameters<typeof Lease>[2];

/** One message on its way through its function: what is known of it, and the lease by which it is settled. */
export class QueueDelivery {
  readonly source: string;
  #message: VercelQueueMessage;
  #body: Uint8Array | undefined;
  #lease: Lease | undefined;
  #settled = false;
  readonly #service: QueueService;
  readonly #log: Log;

  constructor({ message, terms, source }: Push, body: Uint8Array, access: ServiceAccess, log: Log) {
    this.source = source;
    this.#message = message;
    this.#service = new QueueService(message, access);
    this.#log = log;
    if (!terms) return;
    this.#body = body;
    this.#lease = new Lease(this.#service, terms, log);
  }

  get message(): VercelQueueMessage {
    return this.#message;
  }

  /** Whether nothing is left to do: the queue knows the outcome, or the message is somebody else's. */
  get isSettled(): boolean {
    return this.#settled;
  }

  /** @throws OnefnError ONEFN_PAYLOAD_MISSING before the body is there. */
  get body(): Uint8Array {
    if (this.#body) return this.#body;
    throw missing("it was not fetched");
  }

  /** Keeps the message from being delivered again, from now on until it is settled. */
  keep(): void {
    this.#lease?.keep();
  }

  /** Fetches a message that was pushed without its body, which has a lease only then. */
  fetch(): Promise<Uint8Array> | undefined {
    return this.#body ? undefined : this.#fetch();
  }

  async settle(settled: Settled): Promise<void> {
    if (!this.#lease || this.#settled) return;
    if (settled.type === "ack" || settled.type === "drop") await this.#lease.acknowledge();
    else if (
      settled.type !== "retry" ||
      settled.after === undefined ||
      !(await this.#lease.delay(settled.after))
    )
      return this.#lease.giveBack();
    this.#settled = true;
  }

  /** The invocation is over: nothing is sent for it any more. */
  release(): void {
    this.#lease?.release();
  }

  /** @throws OnefnError ONEFN_PAYLOAD_MISSING if the message cannot be had. */
  async #fetch(): Promise<Uint8Array> {
    const { response } = await this.#service.insist({
      method: "POST",
      path: ["id", this.#message.messageId],
      headers: { accept: "multipart/mixed", "vqs-visibility-timeout-seconds": `${FETCHED}` },
    });
    if (isLost(response)) {
      // What is settled must not come again, and what another consumer has is its own to settle.
      this.#settled = true;
      throw missing("it is settled already, or another consumer has it");
    }
    if (!response.ok) throw unreachable("POST", `it answered ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const part = onlyPart(bytes, response.headers.get("content-type"));
    const handle = part?.headers.get("vqs-receipt-handle");
    if (!part || !handle) throw missing("the queue's answer holds no message");
    this.#read(part);
    const until = this.#now + FETCHED * 1_000;
    const expires = timeOf(this.#message.expiresAt);
    this.#lease = new Lease(this.#service, { handle, until, expires }, this.#log);
    this.#lease.keep();
    return part.body;
  }

  #read({ headers, body }: Part): void {
    const read = (name: string) => headers.get(name) || undefined;
    const message = this.#message;
    this.#body = body;
    this.#message = {
      ...message,
      deliveryCount: countOf(read("vqs-delivery-count")) ?? message.deliveryCount,
      createdAt: read("vqs-timestamp") ?? message.createdAt,
      expiresAt: read("vqs-expires-at") ?? message.expiresAt,
      contentType: read("content-type"),
    };
  }

  get #now(): number {
    const { timers }: { readonly timers: Timers } = this.#service;
    return timers.Date.now();
  }
}

function missing(reason: string): OnefnError {
  return new OnefnError(
    "ONEFN_PAYLOAD_MISSING",
    `a message was pushed without its body, which could not be fetched: ${reason}.`,
  );
}
