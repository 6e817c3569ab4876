import type { Deployment, Exchange, HttpDeployment, MessageDeployment, Simulator } from "onefn/simulator";
import { type DevLog, readable } from "./log.js";
import type { Served } from "./served.js";

/** The wires of the installed providers by names such as `aws/api-gateway-v2`, with functions behind them. */
export interface Ways {
  readonly http: ReadonlyMap<string, Way<HttpDeployment>>;
  readonly message: ReadonlyMap<string, Way<MessageDeployment>>;
}

/** Deploys functions to every wire that supports their kind. */
export function createWays(simulators: readonly Simulator[], served: Served, log: DevLog): Ways {
  const tapOf = (way: string) => (exchange: Exchange) => reportRefusal(exchange, way, log);
  return {
    http: new Map(
      simulators.flatMap(({ provider, http: wires }) =>
        wires.map((wire) => {
          const way = `${provider}/${wire.trigger}`;
          return [way, new Way(async () => wire.deploy(() => served.http, { tap: tapOf(way) }), log)];
        }),
      ),
    ),
    message: new Map(
      simulators.flatMap(({ provider, message: wires }) =>
        wires.map((wire) => {
          const way = `${provider}/${wire.trigger}`;
          return [way, new Way(async () => wire.deploy(() => served.message, { tap: tapOf(way) }), log)];
        }),
      ),
    ),
  };
}

/** Stops all deployments. */
export async function closeWays({ http, message }: Ways): Promise<void> {
  await Promise.all([...http.values(), ...message.values()].map((way) => way.close()));
}

/** One wire. It is deployed when it is first used. */
class Way<D extends Deployment> {
  readonly #deploy: () => Promise<D>;
  readonly #log: DevLog;
  #deployment: Promise<D> | undefined;
  #logged = 0;

  constructor(deploy: () => Promise<D>, log: DevLog) {
    this.#deploy = deploy;
    this.#log = log;
  }

  /** Uses the wire, and logs what the functions have written since its last use. */
  async use<Result>(action: (deployment: D) => Promise<Result>): Promise<Result> {
    this.#deployment ??= this.#deploy();
    const deployment = await this.#deployment;
    try {
      return await action(deployment);
    } finally {
      for (const line of deployment.lines.slice(this.#logged)) {
        // Already reported when it happened.
        if (!line.includes("ONEFN_UNHANDLED_REJECTION")) this.#log(readable(line));
      }
      this.#logged = deployment.lines.length;
    }
  }

  async close(): Promise<void> {
    await (await this.#deployment)?.close();
  }
}

/** Reports errors of the adapter and results that the provider refuses. */
function reportRefusal(exchange: Exchange, way: string, log: DevLog): void {
  const { error, refusal, output } = exchange;
  const place = `[onefn] dev: ${way}${output instanceof Response ? ` answered ${output.status}` : ""}`;
  if (refusal !== undefined) log(`${place}: the provider refused the result: ${refusal}`, "error");
  if (error instanceof Error) log(`${place}: the adapter failed: ${error.message}`, "error");
}
