import { inspect } from "node:util";
import type { DevLog } from "./log.js";

/** An error that no code handles, from a promise, a timer or a listener, as text for the terminal and the page. */
export interface Rejection {
  readonly id: number;
  readonly text: string;
}

/** How many are kept for the page. */
const KEPT = 20;

/**
 * Collects rejected promises that no code awaits and errors that no code catches. Node.js would end the process, but the
 * next edit should find it running.
 */
export class Rejections {
  readonly #log: DevLog;
  #last = "nothing";
  #count = 0;
  #all: readonly Rejection[] = [];

  constructor(log: DevLog) {
    this.#log = log;
    process.on("unhandledRejection", this.#rejected);
    process.on("uncaughtException", this.#thrown);
  }

  /** The last call of a function: `POST /orders through aws/alb`. */
  began(what: string): void {
    this.#last = what;
  }

  /** Those after the one with this id. */
  after(id: number): readonly Rejection[] {
    return this.#all.filter((each) => each.id > id);
  }

  close(): void {
    process.off("unhandledRejection", this.#rejected);
    process.off("uncaughtException", this.#thrown);
  }

  readonly #rejected = (error: unknown): void =>
    this.#note(
      "a promise that no code awaits was rejected",
      "Await the promise, or pass it to context.waitUntil",
      error,
    );

  readonly #thrown = (error: unknown): void =>
    this.#note(
      "an error was thrown that no code catches",
      "Catch it in the timer or listener that throws it",
      error,
    );

  #note(what: string, wayOut: string, error: unknown): void {
    const text =
      `[onefn] dev: ${what}. Started last: ${this.#last}. ${wayOut}: on some providers it ends the process.\n` +
      (error instanceof Error ? error.stack : inspect(error));
    this.#all = [...this.#all, { id: ++this.#count, text }].slice(-KEPT);
    this.#log(text, "error");
  }
}
