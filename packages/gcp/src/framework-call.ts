import { goneSignal, headerOf, type NodeCall, peerOf } from "@onefn/server/node";
import type { Environment, GcpRequest, GcpResponse } from "./native.js";

/** One call of an http function. */
export class FrameworkCall implements NodeCall {
  readonly request: GcpRequest;
  readonly response: GcpResponse;
  readonly env: Environment;
  /** node:http has told the client to go on before the framework called the function. */
  readonly awaitsContinue = false;
  readonly #began = Date.now();

  constructor(request: GcpRequest, response: GcpResponse, env: Environment) {
    this.request = request;
    this.response = response;
    this.env = env;
  }

  /**
   * Whether Google's front end stands before the function: it alone reaches a Cloud Run service, and it writes the
   * forwarded headers. Elsewhere (a developer's machine, a container of one's own) a client could write them.
   * @see https://cloud.google.com/run/docs/container-contract#services-env-vars
   */
  get behindFrontEnd(): boolean {
    return this.env.K_SERVICE !== undefined;
  }

  /** The address that connected: to the front end, which appends it to the client's own `X-Forwarded-For`. */
  get peer(): string | undefined {
    if (!this.behindFrontEnd) return peerOf(this.request);
    return headerOf(this.request, "x-forwarded-for")?.split(",").at(-1)?.trim() || undefined;
  }

  /** Addresses from the client to the one that connected, as far as headers tell. */
  get forwardedFor(): string | null {
    const forwarded = headerOf(this.request, "x-forwarded-for");
    if (this.behindFrontEnd || forwarded === null) return forwarded;
    return `${forwarded}, ${this.peer}`;
  }

  get gone(): AbortSignal {
    return goneSignal(this.response);
  }

  /**
   * Milliseconds until Google abandons the request; undefined if CLOUD_RUN_TIMEOUT_SECONDS is not set. The framework's own
   * `request.abortController` is of no use here: it also fires when a body has been read to its end.
   */
  get remainingMs(): number | undefined {
    return timeLeft(this.#began, this.env);
  }
}

/** Milliseconds left for a call that began at this time; undefined if CLOUD_RUN_TIMEOUT_SECONDS is not set. */
export function timeLeft(began: number, env: Environment): number | undefined {
  let timeout = timeouts.get(env);
  if (timeout === undefined) {
    timeout = Number(env.CLOUD_RUN_TIMEOUT_SECONDS) * 1_000;
    timeouts.set(env, timeout);
  }
  return timeout > 0 ? began + timeout - Date.now() : undefined;
}

/** Each read of `process.env` asks the operating system, and this variable does not change while a process runs. */
const timeouts = new WeakMap<Environment, number>();
