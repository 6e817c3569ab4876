import { type ContextReaders, parseTraceparent } from "onefn/provider";
import { timeLeft } from "./framework-call.js";
import type { Environment } from "./native.js";

/** One call of a function of the signature `cloudevent`. */
export class EventCall {
  /** The CloudEvent. For a function of the old signature, the context that came beside its data. */
  readonly event: unknown;
  readonly env: Environment;
  readonly #began = Date.now();

  constructor(event: unknown, env: Environment) {
    this.event = event;
    this.env = env;
  }

  /** As for a request: see `FrameworkCall`. */
  get remainingMs(): number | undefined {
    return timeLeft(this.#began, this.env);
  }
}

/** What the context of such a call says. */
export const eventContext: ContextReaders<EventCall, undefined> = {
  functionName: ({ env }) => env.K_SERVICE ?? env.FUNCTION_TARGET,
  remainingMs: (call) => call.remainingMs,
  trace({ event }) {
    const { traceparent } = event as { readonly traceparent?: unknown };
    return typeof traceparent === "string" ? parseTraceparent(traceparent) : undefined;
  },
  env: ({ env }) => env,
};
