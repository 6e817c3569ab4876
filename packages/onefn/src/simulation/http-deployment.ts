import type { Caller, Deployment, HttpDeployment, HttpExchange } from "../simulator.js";
import { whileThere } from "./waiting.js";

/** What a wire says of an invocation; what was sent is known. */
export type Told = Omit<HttpExchange, "trigger" | "input">;

/** Functions behind an http wire, and how the wire answers. */
export interface HttpService {
  readonly trigger: string;
  /** What runs the functions. */
  readonly running: Deployment;
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
      return whileThere(input.signal, answer(input, caller, tell));
    },
  };
}
