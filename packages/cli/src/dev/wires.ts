import type { Deployment, Exchange, Simulator, Wire, WiresByKind } from "onefn/simulator";
import { type DevLog, readable } from "./log.js";
import type { Served } from "./served.js";

type Kind = keyof WiresByKind;
type DeploymentOf<K extends Kind> = Awaited<ReturnType<WiresByKind[K]["deploy"]>>;

/** The wires of the installed providers by names such as `aws/api-gateway-v2`, with functions behind them. */
export class Wires {
  /**
   * Every one, in the order of the providers. Queues of a cloud go first: a server has none of its own, and sources that
   * push have no batches.
   */
  readonly all: readonly ServedWire<Deployment>[];

  constructor(simulators: readonly Simulator[], served: Served, log: DevLog) {
    const all = simulators.flatMap(({ provider, wires }) => wires.map((wire) => ({ provider, wire })));
    const isElsewhere = ({ provider, wire }: (typeof all)[number]) =>
      Number("requests" in wire || (provider === "server" && wire.kind !== "http"));
    this.all = all
      .sort((a, b) => isElsewhere(a) - isElsewhere(b))
      .map(({ provider, wire }) => new ServedWire(provider, wire, served, log));
  }

  /** Those that carry a kind. */
  of<K extends Kind>(kind: K): ReadonlyMap<string, ServedWire<DeploymentOf<K>>> {
    const own = this.all.filter((wire) => wire.kind === kind) as ServedWire<DeploymentOf<K>>[];
    return new Map(own.map((wire) => [wire.name, wire]));
  }

  /** Stops what was started behind them. */
  async close(): Promise<void> {
    await Promise.all(this.all.map((each) => each.close()));
  }
}

/** A deployment, and how many of its log lines were shown. */
interface Used<D> {
  readonly deployment: D;
  logged: number;
}

/** One wire. Its deployment is made at its first use. */
export class ServedWire<D extends Deployment> {
  readonly provider: string;
  readonly name: string;
  readonly kind: Kind;
  readonly wire: Wire;
  readonly #deploy: (only: string | undefined) => Promise<Used<D>>;
  readonly #log: DevLog;
  readonly #used = new Map<string | undefined, Promise<Used<D>>>();

  constructor(provider: string, wire: Wire, served: Served, log: DevLog) {
    this.provider = provider;
    this.name = `${provider}/${wire.trigger}`;
    this.kind = wire.kind;
    this.wire = wire;
    this.#log = log;
    const tap = (exchange: Exchange) => reportRefusal(exchange, this.name, log);
    this.#deploy = async (only) => {
      const load = () => (only === undefined ? served.of(wire.kind) : served.only(only));
      return { deployment: (await wire.deploy(load, { tap })) as Deployment as D, logged: 0 };
    };
  }

  /**
   * Uses the wire, and logs what the functions have written since its last use.
   *
   * @param only the one function that is deployed. Default: all of the wire's kind.
   */
  async use<Result>(action: (deployment: D) => Promise<Result>, only?: string): Promise<Result> {
    const used = await this.#deployed(only);
    const { deployment } = used;
    try {
      return await action(deployment);
    } finally {
      for (const line of deployment.lines.slice(used.logged)) {
        // Already reported when it happened.
        if (!line.includes("ONEFN_UNHANDLED_REJECTION")) this.#log(readable(line));
      }
      used.logged = deployment.lines.length;
    }
  }

  /** One that could not start is tried again: the next edit may have corrected what was wrong. */
  #deployed(only: string | undefined): Promise<Used<D>> {
    const before = this.#used.get(only);
    if (before) return before;
    const used = this.#deploy(only);
    this.#used.set(only, used);
    used.catch(() => this.#used.delete(only));
    return used;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#used.values()].map(async (used) => (await used).deployment.close()));
  }
}

/** Reports errors of the adapter and results that the provider refuses. */
function reportRefusal(exchange: Exchange, wire: string, log: DevLog): void {
  const { error, refusal, output } = exchange;
  const place = `[onefn] dev: ${wire}${output instanceof Response ? ` answered ${output.status}` : ""}`;
  if (refusal !== undefined) log(`${place}: the provider refused the result: ${refusal}`, "error");
  if (error instanceof Error) log(`${place}: the adapter failed: ${error.message}`, "error");
}
