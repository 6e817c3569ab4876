import { type AnyFunction, reject, retry } from "onefn";
import type { FaultyKind } from "./kinds.js";
import type { Planned } from "./plan.js";

const never = () => new Promise<never>(() => {});

/** The process that handles the messages of a plan, and what it has done, as seen from outside. */
export class FaultyWorker {
  readonly #plan: readonly Planned[];
  readonly #kind: Pick<FaultyKind, "serve">;
  readonly #calls = new Map<number, number>();
  #starts = 0;
  #life: number | undefined;
  #functions: AnyFunction | undefined;
  #onKill = () => {};
  /** The numbers of the messages whose handler succeeded, in the order of their first success. */
  readonly done = new Set<number>();
  /** How often a handler was called for a message that was done before. */
  again = 0;

  constructor(plan: readonly Planned[], kind: Pick<FaultyKind, "serve">) {
    this.#plan = plan;
    this.#kind = kind;
  }

  /** The number of the process; undefined once it was killed. */
  get life(): number | undefined {
    return this.#life;
  }

  /** What the process serves. */
  readonly load = (): AnyFunction => this.#functions as AnyFunction;

  /** Starts a process, unless one is running. */
  start(): void {
    if (this.#life !== undefined) return;
    this.#life = ++this.#starts;
    this.#functions = this.#serve(this.#life);
  }

  /** Resolves when the process is killed. */
  killed(): Promise<void> {
    return new Promise((resolve) => {
      this.#onKill = resolve;
    });
  }

  #serve(life: number): AnyFunction {
    return this.#kind.serve((n, context) => {
      if (life !== this.#life) return never();
      const { fault, failures, kills } = this.#plan[n] as Planned;
      const call = (this.#calls.get(n) ?? 0) + 1;
      this.#calls.set(n, call);
      if (this.done.has(n)) this.again++;
      if (kills && call === 1) return this.#kill();
      if (fault === "rejected") return reject();
      if (fault === "permanent") throw new Error("fails as planned");
      if (call <= failures) {
        if (fault === "later") return retry({ after: 30 });
        if (fault === "hang") return never();
        throw new Error("fails as planned");
      }
      if (fault === "background") context.waitUntil(Promise.reject(new Error("fails as planned")));
      this.done.add(n);
      return undefined;
    });
  }

  #kill(): Promise<never> {
    this.#life = undefined;
    this.#onKill();
    return never();
  }
}
