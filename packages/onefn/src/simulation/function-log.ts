import type { AdaptOptions } from "../adapter/options.js";
import { toLogJson } from "../context/log.js";

/** The number of ended invocations that are remembered. */
const REMEMBERED = 1_000;

/**
 * The log of functions whose process a provider may stop once an invocation is over: a later line may be lost.
 * Instead of it, one line says, once, that work was lost.
 */
export class FunctionLog {
  readonly lines: string[] = [];
  readonly #place: string;
  readonly #over = new Map<string, { told: boolean }>();

  /** @param place the package, such as `onefn/vercel`. */
  constructor(place: string) {
    this.#place = place;
  }

  /** The adapter's `log` option. */
  readonly write: NonNullable<AdaptOptions["log"]> = (line, { requestId }) => {
    const over = this.#over.get(requestId);
    if (!over) this.lines.push(line);
    else if (!over.told) {
      over.told = true;
      this.lines.push(this.#lost(requestId));
    }
  };

  /** An invocation that is repeated begins again, with its request id. */
  begin(requestId: string): void {
    this.#over.delete(requestId);
  }

  /** An invocation is over: its response was sent, and the work given to `waitUntil` is done. */
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
        `[${this.#place}] simulator: work continued after its invocation ended, when the provider may stop the ` +
        "process. Its further log lines are dropped. Await it in the handler, or pass it to context.waitUntil.",
    });
  }
}
