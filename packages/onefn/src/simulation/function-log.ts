import type { AdaptOptions } from "../adapter/options.js";
import { toLogJson } from "../context/log.js";

/** Invocations whose end is remembered. */
const REMEMBERED = 1_000;

/**
 * The log of functions whose process a provider may stop once an invocation is over: a line that comes later is one
 * that nobody may ever read. In its place, once, a line says that work was lost.
 */
export class FunctionLog {
  readonly lines: string[] = [];
  readonly #place: string;
  readonly #over = new Map<string, { told: boolean }>();

  /** @param place the package, such as `onefn/vercel`. */
  constructor(place: string) {
    this.#place = place;
  }

  /** The adapter's option `log`. */
  readonly write: NonNullable<AdaptOptions["log"]> = (line, { requestId }) => {
    const over = this.#over.get(requestId);
    if (!over) this.lines.push(line);
    else if (!over.told) {
      over.told = true;
      this.lines.push(this.#lost(requestId));
    }
  };

  /** An invocation is over: its answer has left, and so has the work that was given to `waitUntil`. */
  end(requestId: string): void {
    this.#over.set(requestId, { told: false });
    const [oldest] = this.#over.keys();
    if (this.#over.size > REMEMBERED && oldest !== undefined) this.#over.delete(oldest);
  }

  #lost(requestId: string): string {
    return toLogJson({
      timestamp: new Date().toISOString(),
      level: "warn",
      requestId,
      message:
        `[${this.#place}] simulator: work went on after its invocation was over, when the provider may stop the ` +
        "process; what it logs from here on is dropped. Await it in the handler, or give it to context.waitUntil.",
    });
  }
}
