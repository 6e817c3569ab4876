import { Phase, type StopNotice } from "./stop-notice.js";

/** What a server has to do: requests that are being handled, work that was given to `waitUntil`, and whether it stops. */
export class Work {
  /** The server accepts nothing new, and finishes what it has. */
  stopping = false;
  /** What arrives nevertheless is turned away. */
  refusing = false;
  #phase: Phase = Phase.running;
  readonly #notices = new Set<StopNotice>();
  #running = 0;
  #idle: (() => void) | undefined;

  get running(): number {
    return this.#running;
  }

  /** Lets a request know how the server comes to its end, from now on. */
  notify(notice: StopNotice): void {
    this.#notices.add(notice);
    notice.heed(this.#phase);
  }

  forget(notice: StopNotice): void {
    this.#notices.delete(notice);
  }

  advance(phase: Phase): void {
    this.#phase = phase;
    for (const notice of this.#notices) notice.heed(phase);
  }

  /** Counts a promise until it settles; `failed` is told when it rejects. */
  add(promise: Promise<unknown>, failed: (error: unknown) => void = () => {}): void {
    this.#running++;
    void promise.then(this.#done, (error: unknown) => {
      failed(error);
      this.#done();
    });
  }

  /** Resolves when nothing runs any more. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle = resolve;
      this.#check();
    });
  }

  readonly #done = (): void => {
    this.#running--;
    this.#check();
  };

  #check(): void {
    if (this.#running === 0) this.#idle?.();
  }
}
