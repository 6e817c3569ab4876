import type { Auth, Capabilities } from "onefn/provider";
import type { Caller, HttpDeployment, HttpWire, SimulatorOptions } from "onefn/simulator";
import { readRequest } from "./client-request.js";
import { forward } from "./forward.js";
import { throughFrontEnd } from "./front-end.js";
import { BadRequest, type HostRequest, parse } from "./kestrel.js";
import { refusal, toResponse } from "./reply.js";
import { toInvocation } from "./rpc-request.js";
import type { Worker, WorkerHost } from "./worker.js";

const identities: readonly Auth[] = [
  {
    type: "easy-auth",
    subject: "7b5e1c1e-0000-4000-8000-4a1f5d1f2c3d",
    claims: { auth_typ: "aad", claims: [{ typ: "name", val: "Ada" }], name_typ: "name", role_typ: "roles" },
  },
];

/** What the host routes. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Azure's host before a worker, in one of its two modes. */
export function createHttpWire(
  trigger: "http" | "http-stream",
  workers: WorkerHost,
  capabilities: Capabilities,
): HttpWire {
  return {
    trigger,
    capabilities,
    identities,
    async deploy(load, options = {}) {
      const { adapt } = options;
      const worker = await workers.start(load, {
        streams: trigger === "http-stream",
        ...(adapt && { adapt }),
      });
      return new Deployed(trigger, worker, options);
    },
  };
}

class Deployed implements HttpDeployment {
  readonly #trigger: string;
  readonly #worker: Worker;
  readonly #options: SimulatorOptions;

  constructor(trigger: string, worker: Worker, options: SimulatorOptions) {
    this.#trigger = trigger;
    this.#worker = worker;
    this.#options = options;
  }

  get lines(): readonly string[] {
    return this.#worker.lines;
  }

  /** A client that goes leaves the invocation running: functions are not told. */
  async send(request: Request, caller?: Caller): Promise<Response> {
    const { signal } = request;
    signal.throwIfAborted();
    const answer = this.#answer(request, caller);
    const gone = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    return Promise.race([answer, gone]);
  }

  async #answer(request: Request, caller: Caller | undefined): Promise<Response> {
    const client = await readRequest(request, caller);
    let arrived: HostRequest;
    try {
      arrived = parse(client, throughFrontEnd(client));
    } catch (error) {
      if (error instanceof BadRequest) return refusal(400);
      throw error;
    }
    if (!METHODS.includes(arrived.method)) return refusal(404);
    return this.#worker.httpUri === undefined
      ? this.#invoke(arrived)
      : this.#forward(arrived, this.#worker.httpUri, request.signal);
  }

  /** A function that throws is answered by a 500 without a body. */
  async #invoke(request: HostRequest): Promise<Response> {
    const nativeEvent = toInvocation(request);
    try {
      const nativeResult = await this.#worker.invoke(nativeEvent);
      this.#options.tap?.({ trigger: this.#trigger, nativeEvent, nativeResult });
      return nativeResult ? toResponse(nativeResult, request.method) : refusal(500);
    } catch (error) {
      this.#options.tap?.({ trigger: this.#trigger, nativeEvent, nativeResult: undefined, error });
      return refusal(500);
    }
  }

  /**
   * The request goes to the worker's server, and the invocation by RPC at the same time. One that fails before it has
   * answered leaves the client waiting.
   */
  #forward(request: HostRequest, to: string, signal: AbortSignal): Promise<Response> {
    const nativeEvent = toInvocation(request);
    const tell = (outcome: { readonly error?: unknown }) =>
      this.#options.tap?.({ trigger: this.#trigger, nativeEvent, nativeResult: undefined, ...outcome });
    this.#worker.invoke(nativeEvent).then(
      () => tell({}),
      (error: unknown) => tell({ error }),
    );
    return forward(request, nativeEvent.invocationId, to, signal);
  }

  close(): Promise<void> {
    return this.#worker.close();
  }
}
