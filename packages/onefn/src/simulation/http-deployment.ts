import type { Caller, Deployment, HttpDeployment, HttpExchange } from "../simulator.js";
import { whileThere } from "./waiting.js";

/** What a wire says of an invocation; what was sent is known. */
export type Told = Omit<HttpExchange, "trigger" | "input">;

/** What runs functions behind a wire. */
export interface RunningFunctions extends Deployment {
  /**
   * Adapts what is to be served now, and throws where that cannot be: what would not start where it is deployed is told
   * to the tap, and answered by a plain 500. Absent where an invocation finds that out by itself.
   */
  prepare?(): void;
}

/** Functions behind an http wire, and how the wire answers. */
export interface HttpService {
  readonly trigger: string;
  /** What runs the functions. */
  readonly running: RunningFunctions;
  /** The option of that name. */
  readonly tap: ((exchange: HttpExchange) => void) | undefined;
  /** Answers one request. `tell` is called once for every invocation, before its answer is given. */
  answer(request: Request, caller: Caller, tell: (told: Told) => void): Promise<Response>;
}

/**
 * The deployment of an http wire. A client that goes has no answer, and whether the functions are told is the wire's
 * own: it sees the request's signal.
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
