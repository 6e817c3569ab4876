import { createResponse } from "onefn/provider";
import type { Work } from "./work.js";

/** Answers load balancers: 200 while the server runs, 503 while it shuts down. */
export class Health {
  readonly #path: string | undefined;
  readonly #work: Work;

  constructor(path: string | undefined, work: Work) {
    this.#path = path;
    this.#work = work;
  }

  /** The answer to a target such as `/healthz?verbose`; undefined when it is not the health check's. */
  answer(target: string): Response | undefined {
    const path = this.#path;
    if (path === undefined || !target.startsWith(path)) return undefined;
    if (target.length > path.length && target[path.length] !== "?") return undefined;
    const [status, body] = this.#work.stopping ? [503, "shutting down"] : [200, "ok"];
    return createResponse(body, { status, headers: { "cache-control": "no-store" } });
  }
}
