import type { Call } from "onefn/provider";
import type { LeaseTerms } from "./push.js";
import { isLost, isPassing, type QueueService, unreachable } from "./service.js";

/** Seconds for which a lease is extended. */
const EXTENSION = 300;

/** The most seconds that a message can wait. */
const LONGEST_DELAY = 3_600;

/** Milliseconds between two extensions, at the least and at the most. */
const SOONEST = 10_000;
const LATEST = 60_000;

/** Milliseconds after an extension that failed. */
const AGAIN = 3_000;

const JSON_BODY = { "content-type": "application/json" };

type Log = Call["log"];

/**
 * The lease of one message: the right to acknowledge or delay it, which ends unless it is extended. Whatever is sent for
 * it is sent one after the other: an extension that is overtaken by a delay would undo it.
 */
export class Lease {
  readonly #service: QueueService;
  readonly #terms: LeaseTerms;
  readonly #log: Log;
  #timer: unknown;
  #extending: Promise<void> | undefined;
  #state: "new" | "kept" | "ended" = "new";
  #extended = false;

  constructor(service: QueueService, terms: LeaseTerms, log: Log) {
    this.#service = service;
    this.#terms = terms;
    this.#log = log;
  }

  /** Extends the lease from now on, until it ends. */
  keep(): void {
    if (this.#state !== "new") return;
    this.#state = "kept";
    const { until } = this.#terms;
    this.#extendIn(until === undefined ? LATEST : waitFor(until - this.#service.timers.Date.now()));
  }

  /** Nothing more is sent, but for what is under way. */
  release(): void {
    this.#state = "ended";
    this.#service.timers.clearTimeout(this.#timer as never);
  }

  /** Acknowledges the message. @throws OnefnError ONEFN_QUEUE_UNREACHABLE if that failed. */
  async acknowledge(): Promise<void> {
    await this.#quiet();
    const { response, repeated } = await this.#service.insist({ method: "DELETE", path: this.#path });
    // It may have been the first attempt that ended the lease.
    if (response.ok || (repeated && isLost(response))) return;
    this.#refused("DELETE", response);
  }

  /**
   * Has the message delivered again after some seconds.
   *
   * @returns false if it will have expired by then: it is to come again before that.
   * @throws OnefnError ONEFN_QUEUE_UNREACHABLE if that failed: it is delivered again when its lease ends.
   */
  async delay(after: number): Promise<boolean> {
    await this.#quiet();
    const seconds = after > 0 ? Math.ceil(after) : 0;
    if (seconds > LONGEST_DELAY)
      this.#log(
        "warn",
        `[onefn/vercel] retry: a queue delays a message by at most ${LONGEST_DELAY} seconds, so one waits that long ` +
          "and no longer. Give a smaller `after`.",
      );
    const delay = Math.min(seconds, LONGEST_DELAY);
    const left = this.#kept;
    if (delay >= left) {
      this.#log(
        "warn",
        `[onefn/vercel] retry: a message expires in ${left} seconds, so one that is to wait for ${delay} is delivered again ` +
          "when its lease ends.",
      );
      return false;
    }
    const { response } = await this.#service.insist(this.#extension(delay));
    if (!response.ok) this.#refused("PATCH", response);
    return true;
  }

  /** Leaves the message to its lease, as long as that was before it was extended: it comes again then. */
  async giveBack(): Promise<void> {
    await this.#quiet();
    const { until } = this.#terms;
    if (!this.#extended || until === undefined) return;
    const left = Math.max(0, Math.ceil((until - this.#service.timers.Date.now()) / 1_000));
    try {
      await this.#service.once(this.#extension(left));
    } catch {
      // It comes again when the extension ends.
    }
  }

  /** Seconds for which the queue still keeps the message. It hides none for longer. */
  get #kept(): number {
    const { expires } = this.#terms;
    if (expires === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(0, Math.floor((expires - this.#service.timers.Date.now()) / 1_000));
  }

  get #path(): readonly string[] {
    return ["lease", this.#terms.handle];
  }

  /** Ends the extensions, and waits for one that is under way. */
  #quiet(): Promise<void> | undefined {
    this.release();
    return this.#extending;
  }

  #extension(seconds: number) {
    const body = JSON.stringify({ visibilityTimeoutSeconds: seconds });
    return { method: "PATCH", path: this.#path, headers: JSON_BODY, body } as const;
  }

  #extendIn(ms: number): void {
    this.#timer = this.#service.timers.setTimeout(() => {
      this.#extending = this.#extend();
    }, ms);
  }

  /** Never rejects. */
  async #extend(): Promise<void> {
    const seconds = Math.min(EXTENSION, this.#kept);
    if (seconds === 0) return;
    let next = AGAIN;
    try {
      const response = await this.#service.once(this.#extension(seconds));
      this.#extended ||= response.ok;
      if (response.ok) next = waitFor(seconds * 1_000);
      else if (!isPassing(response)) {
        this.#log(
          "warn",
          `[onefn/vercel] queues: the lease of a message could not be extended (status ${response.status}), so that it ` +
            "may be delivered again while its handler runs.",
          { code: "ONEFN_LEASE_LOST" },
        );
        return;
      }
    } catch {
      // There was no answer. The lease lasts longer than the wait for another attempt.
    }
    if (this.#state === "kept") this.#extendIn(next);
  }

  /** @throws OnefnError ONEFN_QUEUE_UNREACHABLE unless the lease is lost, with which there is nothing left to do. */
  #refused(method: "DELETE" | "PATCH", response: Response): void {
    if (!isLost(response)) throw unreachable(method, `it answered ${response.status}`);
    if (response.status === 409)
      this.#log(
        "warn",
        "[onefn/vercel] queues: the lease of a message ended before it was settled, so that it may be delivered again.",
        { code: "ONEFN_LEASE_LOST" },
      );
    else
      this.#log("debug", "[onefn/vercel] queues: a message was settled already, by another delivery of it.");
  }
}

/** Milliseconds after which a lease is extended that lasts some more: a fifth of that. None is left: at once. */
function waitFor(left: number): number {
  return left > 0 ? Math.min(LATEST, Math.max(SOONEST, left / 5)) : 0;
}
