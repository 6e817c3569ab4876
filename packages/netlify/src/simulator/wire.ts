import type { Auth } from "onefn/provider";
import {
  type Caller,
  type ClientRequest,
  type Exchange,
  type HttpDeployment,
  type HttpWire,
  readClientRequest,
  type SimulatorOptions,
  toClientResponse,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import type { Arrival, Invoked, NetlifyHost, NetlifyInstance, Trigger } from "./host.js";
import { arrive, isForUs, newId, refusal } from "./network.js";

/** Milliseconds; Netlify gives functions 60 s, and less is enough here. */
const DEFAULT_TIMEOUT = 30_000;

const identities: readonly Auth[] = [
  {
    type: "netlify-identity",
    subject: "7c9d2f0e-4b1a-4c3d-8e5f-6a7b8c9d0e1f",
    claims: {
      sub: "7c9d2f0e-4b1a-4c3d-8e5f-6a7b8c9d0e1f",
      email: "ada@example.com",
      exp: 1_800_000_000,
      app_metadata: { provider: "email", roles: ["admin"] },
      user_metadata: { full_name: "Ada" },
    },
  },
];

/** A host's functions behind Netlify's network. */
export function createWire(trigger: Trigger, host: NetlifyHost): HttpWire {
  return {
    trigger,
    capabilities: capabilities[trigger] ?? {},
    identities,
    async deploy(load, options = {}) {
      const { adapt } = options;
      return new Deployed(trigger, await host.start(load, { trigger, ...(adapt && { adapt }) }), options);
    },
  };
}

class Deployed implements HttpDeployment {
  readonly #trigger: Trigger;
  readonly #instance: NetlifyInstance;
  readonly #options: SimulatorOptions;

  constructor(trigger: Trigger, instance: NetlifyInstance, options: SimulatorOptions) {
    this.#trigger = trigger;
    this.#instance = instance;
    this.#options = options;
  }

  get lines(): readonly string[] {
    return this.#instance.lines;
  }

  async send(request: Request, caller?: Caller): Promise<Response> {
    request.signal.throwIfAborted();
    const client = await readClientRequest(request, caller);
    const gone = new Promise<never>((_, reject) => {
      client.signal.addEventListener("abort", () => reject(client.signal.reason), { once: true });
    });
    return Promise.race([this.#answer(client), gone]);
  }

  async #answer(client: ClientRequest): Promise<Response> {
    if (!isForUs(client)) return refusal(404, "Not Found");
    const id = newId();
    const arrival = await arrive(client, id);
    const tell = (outcome: Partial<Exchange>) =>
      this.#options.tap?.({
        trigger: this.#trigger,
        nativeEvent: { method: arrival.method, url: arrival.url, headers: arrival.headers },
        nativeResult: undefined,
        ...outcome,
      });
    let ended = () => {};
    const answered = new Promise<void>((resolve) => {
      ended = resolve;
    });
    try {
      const invoked = await this.#invoke(arrival, id, answered);
      if (!invoked) {
        tell({ error: new Error("The invocation ran out of time.") });
        ended();
        return refusal(504, "Inactivity Timeout");
      }
      const { method, signal } = client;
      // Deno stops a stream whose client has gone; Lambda is not told.
      const stops = this.#trigger === "edge-functions";
      tell({ nativeResult: invoked.nativeResult });
      return toClientResponse(invoked.response, { method, signal, stops, ended });
    } catch (error) {
      tell({ error });
      ended();
      return refusal(502, "error decoding lambda response");
    }
  }

  /** Undefined when the function takes longer than it may. What was started is not stopped. */
  async #invoke(arrival: Arrival, id: string, answered: Promise<void>): Promise<Invoked | undefined> {
    const { timeout = DEFAULT_TIMEOUT } = this.#options;
    const end = Date.now() + timeout;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeUp = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, timeout, undefined);
    });
    try {
      const invocation = { id, answered, remaining: () => end - Date.now() };
      return await Promise.race([this.#instance.invoke(arrival, invocation), timeUp]);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): Promise<void> {
    return this.#instance.close();
  }
}
