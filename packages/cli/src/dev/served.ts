import { inspect } from "node:util";
import { type HttpMiddleware, OnefnError, text } from "onefn";
import { type Exported, type Functions, functionsOf, type LoadFunctions, samplesOf } from "./load.js";
import type { DevLog } from "./log.js";
import type { Samples } from "./sample.js";

/** The functions that are served, as they are now. */
export class Served {
  readonly #load: LoadFunctions;
  readonly #log: DevLog;
  #exported: Exported | undefined;
  #all: Functions = {};
  readonly #ofKind = new Map<string, Functions>();
  readonly #alone = new Map<string, Functions>();

  constructor(load: LoadFunctions, log: DevLog) {
    this.#load = load;
    this.#log = log;
  }

  get all(): Functions {
    return this.#all;
  }

  /** Inputs for the page's forms, by the names of their functions. */
  get samples(): Samples {
    return samplesOf(this.#exported);
  }

  /** The functions of a kind: the same object until something changes, to avoid needless work. */
  of(kind: string): Functions {
    let own = this.#ofKind.get(kind);
    if (!own) {
      own = Object.fromEntries(Object.entries(this.#all).filter(([, fn]) => fn.kind === kind));
      this.#ofKind.set(kind, own);
    }
    return own;
  }

  /** One function by itself, by the name of its export. */
  only(name: string): Functions {
    const fn = this.#all[name];
    const alone = this.#alone.get(name) ?? (fn ? { [name]: fn } : {});
    this.#alone.set(name, alone);
    return alone;
  }

  /** Looks for changes. Rejects if the functions cannot be loaded. */
  async refresh(): Promise<void> {
    const exported = await this.#load();
    if (exported === this.#exported) return;
    const all = functionsOf(exported);
    if (this.#exported) this.#log(`[onefn] dev: changed. Serving ${Object.keys(all).join(", ")}.`);
    this.#exported = exported;
    this.#all = all;
    this.#ofKind.clear();
    this.#alone.clear();
  }

  /** Makes every request use the current functions. */
  readonly refreshing: HttpMiddleware = async (_request, _context, next) => {
    try {
      await this.refresh();
    } catch (error) {
      this.#log(error instanceof OnefnError ? error.message : inspect(error), "error");
      return text("The functions cannot be loaded. The terminal says why.", { status: 500 });
    }
    return next();
  };
}
