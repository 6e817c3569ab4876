import type { AdaptOptions } from "onefn/provider";

/** Invocations whose end is remembered. */
const REMEMBERED = 1_000;

/**
 * The log of a function. A process is frozen once its invocation is over, so a line that comes later is one that
 * Lambda would not have seen: in its place, once, a line says that work was lost.
 */
export class FunctionLog {
  readonly lines: string[] = [];
  readonly #over = new Map<string, boolean>();

  /** The adapter's option `log`. */
  readonly write: NonNullable<AdaptOptions["log"]> = (line, { requestId }) => {
    const told = this.#over.get(requestId);
    if (told === undefined) this.lines.push(line);
    else if (!told) {
      this.#over.set(requestId, true);
      this.lines.push(lostLine(requestId));
    }
  };

  /** An invocation is over. */
  end(requestId: string): void {
    this.#over.set(requestId, false);
    const [oldest] = this.#over.keys();
    if (this.#over.size > REMEMBERED && oldest !== undefined) this.#over.delete(oldest);
  }
}

function lostLine(requestId: string): string {
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    level: "WARN",
    requestId,
    message:
      "[onefn/aws] simulator: work went on after its invocation was over, where Lambda freezes the process; " +
      "what it logs from here on is dropped. Await it in the handler, or give it to context.waitUntil.",
  });
}
