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

  /** The status for a target such as `/healthz?verbose`; undefined when it is not the health check's. */
  status(target: string): 200 | 503 | undefined {
    const path = this.#path;
    if (path === undefined || !target.startsWith(path)) return undefined;
    if (target.length > path.length && target[path.length] !== "?") return undefined;
    return this.#work.stopping ? 503 : 200;
  }

  /** The same as a Response. */
  answer(url: string): Response | undefined {
    const status = this.#path === undefined ? undefined : this.status(targetOf(url));
    return status && createResponse(TEXT[status], { status, headers: { "cache-control": "no-store" } });
  }
}

/** The bodies that go with the statuses. */
export const TEXT = { 200: "ok", 503: "shutting down" } as const;

function targetOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
