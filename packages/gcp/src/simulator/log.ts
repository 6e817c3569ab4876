import type { LogEntry } from "onefn/provider";
import type { GcpHandler } from "../adapt.js";

/**
 * What functions log. Cloud Run takes the CPU away when an answer has left: what work that goes on after it would
 * write is lost.
 * @see https://cloud.google.com/run/docs/configuring/billing-settings
 */
export class FunctionLog {
  readonly lines: string[] = [];
  readonly #running = new Set<string | undefined>();

  readonly write = (line: string, { requestId }: LogEntry): void => {
    if (this.#running.has(requestId)) this.lines.push(line);
  };

  /** The same handler, whose requests are known to run until their answers have left. */
  following(handler: GcpHandler): GcpHandler {
    return (request, response) => {
      const { executionId } = request;
      this.#running.add(executionId);
      response.once("finish", () => this.#running.delete(executionId));
      return handler(request, response);
    };
  }
}
