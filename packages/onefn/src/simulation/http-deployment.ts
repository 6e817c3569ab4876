import type { Caller, HttpDeployment, HttpExchange } from "./call-wire.js";
import { whileThere } from "./waiting.js";
import type { Deployment } from "./wire.js";

/** What a wire reports of an invocation; the input is already known. */
export type Told = Omit<HttpExchange, "trigger" | "input">;

/** What runs functions behind a wire. */
export interface RunningFunctions extends Deployment {
  /**
   * Adapts the functions to serve now; throws if that is impossible. An error that would stop a deployment from
   * starting is reported to the tap and answered with a plain 500. Absent if an invocation finds it by itself.
   */
  prepare?(): void;
}

/** Functions behind an HTTP wire, and how the wire answers. */
export interface HttpService {
  readonly trigger: string;
  /** What runs the functions. */
  readonly running: RunningFunctions;
  /** The option of that name. */
  readonly tap: ((exchange: HttpExchange) => void) | undefined;
  /** Answers one request. `tell` is called once for every invocation, before its response is returned. */
  answer(request: Request, caller: Caller, tell: (told: Told) => void): Promise<Response>;
}

/**
 * The deployment of an HTTP wire. A client that goes gets no response. Whether the functions are told is up to the
 * wire, which sees the request's signal.
 */
export function createHttpDeployment({ trigger, running, tap, answer }: HttpService): HttpDeployment {
  return {
    get lines() {
      return running.lines;
    },
    close: () => running.close(),
    async send(input, caller = {}) {
      input.signal.throwIfAborted();
      const tell = (told: Told) => tap?.({ trigger, input, ...told });
      try {
        running.prepare?.();
      } catch (error) {
        const output = new Response("Internal Server Error", { status: 500 });
        tell({ nativeEvent: undefined, nativeResult: undefined, error, output });
        return output;
      }
      return whileThere(input.signal, answer(input, caller, tell));
    },
  };
}
