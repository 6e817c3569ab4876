import type { LogEntry } from "onefn/provider";
import type { GcpHandler } from "../adapt.js";
import type { GcpRequest, GcpResponse } from "../native.js";

/**
 * The log of functions. Cloud Run takes the CPU away once a response was sent: lines of work that continues
 * afterwards are lost.
 * @see https://cloud.google.com/run/docs/configuring/billing-settings
 */
export class FunctionLog {
  readonly lines: string[] = [];
  readonly #running = new Set<string | undefined>();
  #events = 0;

  readonly write = (line: string, { requestId }: LogEntry): void => {
    if (this.#events > 0 || this.#running.has(requestId)) this.lines.push(line);
  };

  /** The same handler, with its requests tracked until their responses were sent. */
  following(handler: () => GcpHandler) {
    return (request: GcpRequest, response: GcpResponse) => {
      const { executionId } = request;
      this.#running.add(executionId);
      response.once("finish", () => this.#running.delete(executionId));
      return handler()(request, response);
    };
  }

  /** The same for events. What the handler throws is kept as a line, and the framework does not print it. */
  followingEvents(handler: () => GcpHandler) {
    return async (event: object) => {
      this.#events++;
      try {
        await handler()(event);
      } catch (error) {
        const { stack } = error as Error;
        this.lines.push(`${stack}`);
        silence(stack);
        throw error;
      } finally {
        this.#events--;
      }
    };
  }
}

const silent = new Set<unknown>();
let print: typeof console.error | undefined;

/** Keeps the framework from printing what stands in a log already. */
function silence(text: unknown): void {
  silent.add(text);
  if (print) return;
  print = console.error;
  console.error = (...said) => {
    if (!silent.delete(said[0])) print?.(...said);
  };
}
