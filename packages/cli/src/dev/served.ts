import { inspect } from "node:util";
import { type HttpMiddleware, OnefnError, text } from "onefn";
import type { Functions, LoadFunctions } from "./load.js";

/** The functions that are served, as they are now. */
export class Served {
  readonly #load: LoadFunctions;
  readonly #log: (line: string) => void;
  #all: Functions | undefined;
  #http: Functions = {};
  #message: Functions = {};

  constructor(load: LoadFunctions, log: (line: string) => void) {
    this.#load = load;
    this.#log = log;
  }

  get all(): Functions {
    return this.#all ?? {};
  }

  /** Those that take requests: the same object until something changes, so that nothing is adapted in vain. */
  get http(): Functions {
    return this.#http;
  }

  /** Those that take messages, likewise. */
  get message(): Functions {
    return this.#message;
  }

  /** Looks for changes. Rejects while the functions cannot be loaded. */
  async refresh(): Promise<void> {
    const all = await this.#load();
    if (all === this.#all) return;
    if (this.#all) this.#log(`[onefn] dev: changed. Serving ${Object.keys(all).join(", ")}.`);
    this.#all = all;
    this.#http = ofKind(all, "http");
    this.#message = ofKind(all, "message");
  }

  /** Has every request answered by the functions as they are when it comes. */
  readonly refreshing: HttpMiddleware = async (_request, _context, next) => {
    try {
      await this.refresh();
    } catch (error) {
      this.#log(error instanceof OnefnError ? error.message : inspect(error));
      return text("The functions cannot be loaded. The terminal says why.", { status: 500 });
    }
    return next();
  };
}

function ofKind(functions: Functions, kind: string): Functions {
  return Object.fromEntries(Object.entries(functions).filter(([, fn]) => fn.kind === kind));
}
