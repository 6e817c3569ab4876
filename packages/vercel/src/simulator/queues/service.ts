import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { type MessageWords, readWords } from "onefn/simulator";
import type { VercelContext } from "../../platform.js";
import { type StoredMessage, storeMessage } from "./message.js";

/** One request that the function made about a message, and how the service answered it. */
export interface QueueCall {
  readonly method: string;
  readonly status: number;
  /** For how long the message is hidden from then on. */
  readonly seconds?: number;
}

/** How a message is pushed. */
export interface QueuePushOptions {
  /** Default: `orders`. */
  readonly topic?: string | undefined;
  /** Which delivery it is. Default: 1. */
  readonly attempt?: number | undefined;
}

/** A message that was pushed, and its lease. */
export interface Pushed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

interface Lease {
  readonly stored: StoredMessage;
  readonly topic: string;
  readonly attempt: number;
  handle: string | undefined;
  deleted: boolean;
  readonly calls: QueueCall[];
}

const REGION = "fra1";
const GROUP = "api_queues";

/** Seconds for which a pushed message is hidden. */
export const LEASE = 60;

/** Bytes. Vercel does not say above which size a message is pushed without its body. */
const PUSHED = 32 * 1024;

/** How long a message is kept, in milliseconds. */
const RETENTION = 86_400_000;

const PATH = /^\/api\/v3\/topic\/([^/]+)\/consumer\/([^/]+)\/(lease|id)\/([^/]+)$/;

/** Vercel's queue service, for tests: it pushes messages, and answers what the adapter asks about them. */
export class SimulatedQueues {
  /** What the queue service of Vercel is asked through: pass it to `adapt` as the option `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  readonly #token = `simulated.${randomBytes(16).toString("hex")}`;
  readonly #leases = new Map<string, Lease>();

  constructor() {
    this.fetch = async (input, init) => this.#answer(new Request(input, init));
  }

  /** The request context in which Vercel hands over a push: it has the deployment's token. */
  get context(): VercelContext {
    return { headers: { "x-vercel-oidc-token": this.#token } };
  }

  /**
   * The request by which a topic pushes a message. A portable event keeps its id and the number of its delivery.
   *
   * @throws OnefnError ONEFN_MESSAGE_INVALID where a topic refuses a message.
   */
  push(words: MessageWords, { topic = "orders", attempt }: QueuePushOptions = {}): Request {
    const { message, id, sentAt, attempt: told } = readWords(words);
    const stored = storeMessage("queues message", message, sentAt ?? Date.now());
    const { headers, body } = this.deliver({ ...stored, ...(id && { id }) }, topic, attempt ?? told ?? 1);
    return new Request("https://simulated.vercel.app/api/queues", { method: "POST", headers, body });
  }

  /** What the function asked about a message since its last delivery, in order. */
  callsOf(id: string): readonly QueueCall[] {
    return this.#leases.get(id)?.calls ?? [];
  }

  /** Whether a message is acknowledged. */
  isDone(id: string): boolean {
    return this.#leases.get(id)?.deleted ?? false;
  }

  /** Delivers a message: without its body and a handle if it is large. */
  deliver(stored: StoredMessage, topic: string, attempt: number): Pushed {
    const { id, body, contentType, sentAt, trace, native } = stored;
    const isLarge = body.length > PUSHED;
    const lease: Lease = { stored, topic, attempt, handle: undefined, deleted: false, calls: [] };
    if (!isLarge) lease.handle = newHandle();
    this.#leases.set(id, lease);
    const now = Date.now();
    const headers: Readonly<Record<string, unknown>> = {
      "ce-specversion": "1.0",
      "ce-type": "com.vercel.queue.v2beta",
      "ce-source": `/topic/${topic}/consumer/${GROUP}`,
      "ce-id": id,
      "ce-time": new Date(now).toISOString(),
      "ce-vqsqueuename": topic,
      "ce-vqsconsumergroup": GROUP,
      "ce-vqsmessageid": id,
      "ce-vqsregion": REGION,
      "x-vercel-oidc-token": this.#token,
      ...(!isLarge && {
        ...(contentType !== undefined && { "content-type": contentType }),
        "ce-vqsreceipthandle": lease.handle,
        "ce-vqsdeliverycount": `${attempt}`,
        "ce-vqscreatedat": new Date(sentAt).toISOString(),
        "ce-vqsexpiresat": new Date(sentAt + RETENTION).toISOString(),
        "ce-vqsvisibilitydeadline": new Date(now + LEASE * 1_000).toISOString(),
      }),
      ...trace,
      ...native,
    };
    return { headers: headers as Readonly<Record<string, string>>, body: isLarge ? new Uint8Array() : body };
  }

  async #answer(request: Request): Promise<Response> {
    const { method } = request;
    const { host, pathname } = new URL(request.url);
    const [, topic, group, what, last = ""] = PATH.exec(pathname) ?? [];
    if (host !== `${REGION}.vercel-queue.com` || !what) return new Response("Not found", { status: 404 });
    const key = decodeURIComponent(last);
    const lease =
      what === "id"
        ? this.#leases.get(key)
        : [...this.#leases.values()].find(({ handle }) => handle !== undefined && handle === key);
    if (request.headers.get("authorization") !== `Bearer ${this.#token}`) {
      lease?.calls.push({ method, status: 401 });
      return new Response("Unauthorized", { status: 401 });
    }
    if (!lease || lease.topic !== topic || group !== GROUP) return new Response("Not found", { status: 404 });
    if (what === "id" && method === "POST") return whole(lease);
    if (what === "lease" && method === "DELETE") return done(lease);
    if (what === "lease" && method === "PATCH") return hidden(lease, await request.text());
    lease.calls.push({ method, status: 405 });
    return new Response("Method not allowed", { status: 405 });
  }
}

/**
 * Vercel's queue service in this process, for tests of an adapted function.
 *
 * @example
 * const queues = createQueues();
 * const { fetch } = adapt(orders, { events: { verify: "platform" }, fetch: queues.fetch });
 * await fetch(queues.push({ body: "hello" }), queues.context);
 * @trigger queues
 */
export function createQueues(): SimulatedQueues {
  return new SimulatedQueues();
}

function newHandle(): string {
  // Handles are opaque, and need encoding in a path.
  return `rh/${randomBytes(9).toString("base64")}+=`;
}

function noted(lease: Lease, call: QueueCall): Response {
  lease.calls.push(call);
  const body = call.status === 204 ? null : JSON.stringify({ status: call.status });
  return new Response(body, { status: call.status, headers: { "content-type": "application/json" } });
}

function done(lease: Lease): Response {
  const status = lease.deleted ? 409 : 204;
  lease.deleted = true;
  return noted(lease, { method: "DELETE", status });
}

function hidden(lease: Lease, text: string): Response {
  const { visibilityTimeoutSeconds: seconds } = JSON.parse(text) as {
    readonly visibilityTimeoutSeconds: number;
  };
  if (!(Number.isInteger(seconds) && seconds >= 0 && seconds <= 3_600))
    return noted(lease, { method: "PATCH", status: 400 });
  return noted(lease, { method: "PATCH", status: lease.deleted ? 409 : 200, seconds });
}

/** A large message: a multipart answer of one part, which has a handle of its own. */
function whole(lease: Lease): Response {
  if (lease.deleted) return noted(lease, { method: "POST", status: 410 });
  lease.handle = newHandle();
  lease.calls.push({ method: "POST", status: 200 });
  const { stored, attempt, handle } = lease;
  const boundary = `vqs${randomBytes(8).toString("hex")}`;
  const head = [
    `--${boundary}`,
    `Vqs-Message-Id: ${stored.id}`,
    `Vqs-Delivery-Count: ${attempt}`,
    `Vqs-Timestamp: ${new Date(stored.sentAt).toISOString()}`,
    `Vqs-Expires-At: ${new Date(stored.sentAt + RETENTION).toISOString()}`,
    ...(stored.contentType === undefined ? [] : [`Content-Type: ${stored.contentType}`]),
    `Vqs-Receipt-Handle: ${handle}`,
    "",
    "",
  ].join("\r\n");
  const body = Buffer.concat([Buffer.from(head), stored.body, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return new Response(body, { headers: { "content-type": `multipart/mixed; boundary="${boundary}"` } });
}
