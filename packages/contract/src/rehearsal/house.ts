import { type AnyFunction, type FunctionRecord, OnefnError } from "onefn";
import type { Timers } from "onefn/provider";
import type { RecordDeployment } from "onefn/simulator";
import { failureIn } from "../check/answer.js";
import { ofKind } from "../check/of-kind.js";
import type { AnyRecordWire, Cast } from "./casts.js";
import { RehearsedProcess } from "./process.js";
import { VirtualTime } from "./virtual-time.js";

/** Milliseconds that a handler has, where the platform does not tell. */
const TIMEOUT = 60_000;
/** Deliveries of a record, where the source does not fix them. */
const ATTEMPTS = 5;

/** What has happened in all tries. */
export interface Tally {
  /** The records that were sent. */
  sent: number;
  /** The calls of handlers. */
  handled: number;
}

/**
 * The wires of one cast, deployed once for many tries: some take long to start. Each try finds them as new, with empty
 * brokers and the clock at its beginning.
 */
export class House {
  readonly cast: Cast;
  readonly time = new VirtualTime();
  readonly tally: Tally = { sent: 0, handled: 0 };
  readonly #deployments = new Map<string, Promise<RecordDeployment<unknown>>>();
  #process: RehearsedProcess | undefined;

  constructor(cast: Cast) {
    this.cast = cast;
  }

  /** Begins a try. */
  open(functions: readonly AnyFunction[]): RehearsedProcess {
    this.#process = new RehearsedProcess(this.time, functions, this.tally);
    return this.#process;
  }

  /**
   * A wire with the functions of the current try behind it.
   *
   * @param half of its records. A broker that keeps no order, or that of a key, is like two of them, each with a half.
   */
  deployment(wire: AnyRecordWire, half: number): Promise<RecordDeployment<unknown>> {
    const key = `${wire.kind} ${wire.trigger} ${half}`;
    const known = this.#deployments.get(key);
    if (known) return known;
    const timers: Timers = {
      Date: { now: () => this.time.now() },
      setTimeout: (ring, ms) => this.#process?.setTimeout(ring, ms),
      clearTimeout: (timer) => this.time.clearTimeout(timer),
    };
    let loaded: readonly AnyFunction[] | undefined;
    let deployable: AnyFunction | FunctionRecord | undefined;
    const load = () => {
      // The same object as long as nothing has changed: whoever loads it adapts it again otherwise.
      const functions = this.#process?.functions ?? [];
      if (loaded !== functions) deployable = ofKind(functions, wire.kind);
      loaded = functions;
      if (deployable) return deployable;
      throw new OnefnError(
        "ONEFN_NO_FUNCTION",
        `[onefn/contract] rehearse: there is no ${wire.kind} function.`,
      );
    };
    const options = { clock: this.time, maxAttempts: ATTEMPTS, adapt: { timeout: TIMEOUT, timers } };
    const deployment = (async () => (await wire.deploy(load, options)) as RecordDeployment<unknown>)();
    this.#deployments.set(key, deployment);
    return deployment;
  }

  /** The last error in the log of a wire. */
  async lastError(): Promise<string | undefined> {
    const lines = await Promise.all([...this.#deployments.values()].map(async (each) => (await each).lines));
    return failureIn(lines.flat());
  }

  /** Takes the wires down, for a new try or for good. */
  async close(): Promise<void> {
    const deployments = [...this.#deployments.values()];
    this.#deployments.clear();
    for (const deployment of deployments) await (await deployment).close();
  }
}
