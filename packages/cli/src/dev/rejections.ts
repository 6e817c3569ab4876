import { inspect } from "node:util";
import type { DevLog } from "./log.js";

/** A promise that no code awaited and that was rejected, as text for the terminal and the page. */
export interface Rejection {
  readonly id: number;
  readonly text: string;
}

/** How many the page can still be told of. */
const KEPT = 20;

/**
 * Notes promises that are rejected with no code to await them. Node.js would end the process of them: the next edit shall
 * find it running.
 */
export class Rejections {
  readonly #log: DevLog;
  #last = "nothing";
  #count = 0;
  #all: readonly Rejection[] = [];

  constructor(log: DevLog) {
    this.#log = log;
    process.on("unhandledRejection", this.#note);
  }

  /** What a function was called with last: `POST /orders by way of aws/alb`. */
  began(what: string): void {
    this.#last = what;
  }

  /** Those after the one with this number. */
  after(id: number): readonly Rejection[] {
    return this.#all.filter((each) => each.id > id);
  }

  close(): void {
    process.off("unhandledRejection", this.#note);
  }

  readonly #note = (error: unknown): void => {
    const text =
      `[onefn] dev: a promise that no code awaits was rejected. Last began ${this.#last}. Await the promise, or give it ` +
      `to context.waitUntil: on some providers it ends the process.\n${error instanceof Error ? error.stack : inspect(error)}`;
    this.#all = [...this.#all, { id: ++this.#count, text }].slice(-KEPT);
    this.#log(text, "error");
  };
}
