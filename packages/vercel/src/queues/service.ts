import { OnefnError, type Timers } from "onefn/provider";
import type { VercelQueueMessage } from "./push.js";

/** What a request to the queue service takes. */
export interface ServiceAccess {
  /** Reaches the service. */
  readonly fetch: typeof globalThis.fetch;
  readonly token: string | undefined;
  readonly deployment: string | undefined;
  readonly timers: Timers;
}

interface Sending {
  readonly method: "DELETE" | "PATCH" | "POST";
  /** The segments behind the consumer group. */
  readonly path: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How often a request is made before it counts as failed. */
const ATTEMPTS = 3;

/** Milliseconds for an answer. A connection that goes quiet must not outlast the lease. */
const PATIENCE = 10_000;

/** Milliseconds before the second attempt; twice that before the third. */
const PAUSE = 250;

/**
 * The queue service of a region, for one consumer of one topic.
 * @see https://vercel.com/docs/queues
 */
export class QueueService {
  readonly #access: ServiceAccess;
  readonly #base: string;

  constructor({ region, topic, consumerGroup }: VercelQueueMessage, access: ServiceAccess) {
    this.#access = access;
    this.#base =
      `https://${region}.vercel-queue.com/api/v3/topic/${encodeURIComponent(topic)}` +
      `/consumer/${encodeURIComponent(consumerGroup)}`;
  }

  get timers(): Timers {
    return this.#access.timers;
  }

  /**
   * One request.
   *
   * @throws OnefnError ONEFN_QUEUE_UNREACHABLE without an answer.
   */
  async once({ method, path, headers, body }: Sending): Promise<Response> {
    const { fetch, token, deployment, timers } = this.#access;
    if (!token) throw unreachable(method, "there is no OIDC token. Enable OIDC in the project's settings");
    const stop = new AbortController();
    const timer = timers.setTimeout(() => stop.abort(), PATIENCE);
    try {
      // Called as a plain function: the global one refuses another `this`.
      const response = await fetch([this.#base, ...path.map(encodeURIComponent)].join("/"), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(deployment && { "vqs-deployment-id": deployment }),
          ...headers,
        },
        ...(body !== undefined && { body }),
        // A redirect would take the token elsewhere.
        redirect: "error",
        signal: stop.signal,
      });
      // Read to its end, the connection serves again.
      if (method !== "POST") await response.arrayBuffer();
      return response;
    } catch (error) {
      throw unreachable(method, `it did not answer${codeOf(error)}`);
    } finally {
      timers.clearTimeout(timer as never);
    }
  }

  /**
   * A request that is made again where that may help.
   *
   * @returns the answer, and whether an earlier attempt may have arrived, too.
   * @throws OnefnError ONEFN_QUEUE_UNREACHABLE if every attempt failed.
   */
  async insist(sending: Sending): Promise<{ readonly response: Response; readonly repeated: boolean }> {
    for (let attempt = 1; ; attempt++) {
      let wait = PAUSE * attempt;
      try {
        const response = await this.once(sending);
        if (!isPassing(response)) return { response, repeated: attempt > 1 };
        if (attempt === ATTEMPTS) throw unreachable(sending.method, `it answered ${response.status}`);
        wait = Math.max(wait, 1_000 * Number(response.headers.get("retry-after")) || 0);
      } catch (error) {
        if (attempt === ATTEMPTS || !this.#access.token) throw error;
      }
      await new Promise<void>((resolve) => void this.timers.setTimeout(resolve, wait));
    }
  }
}

/** Whether the same request may succeed later. */
export function isPassing({ status }: Response): boolean {
  return status >= 500 || status === 429 || status === 408;
}

/** Whether an answer says that a lease has ended, or never was: the message is settled, or somebody else has it. */
export function isLost({ status }: Response): boolean {
  return status === 404 || status === 409 || status === 410;
}

/** An error that names neither the URL nor the headers, which hold the lease and the token. */
export function unreachable(method: Sending["method"], reason: string): OnefnError {
  return new OnefnError(
    "ONEFN_QUEUE_UNREACHABLE",
    `[onefn/vercel] queues: a ${method} to Vercel's queue service failed: ${reason}. The message is delivered again.`,
  );
}

/** The code of a network error, such as ECONNRESET. Its text may hold the URL. */
function codeOf(error: unknown): string {
  const { code } = Object(Object(error).cause) as { readonly code?: unknown };
  return typeof code === "string" && /^[A-Z_]+$/.test(code) ? ` (${code})` : "";
}
