import type { Capabilities } from "onefn/provider";
import { describeIssues, type Exchange, type NativeResult, type Simulator, type Wire } from "onefn/simulator";
import type { Case, CaseDeployment } from "../case.js";
import type { KindContract } from "../kinds/contract.js";
import { kindContracts } from "../kinds/index.js";
import { deploymentsOn } from "./deployments.js";
import { type Patience, WirePatience } from "./patience.js";
import type { CaseResult } from "./result.js";
import { LIMIT, withinTime } from "./within-time.js";

/** The cases of one wire, ready to run one after another. */
export interface WirePlan {
  /** Such as `aws/sqs`. */
  readonly wire: string;
  readonly cases: readonly PlannedCase[];
  /** Stops what the cases have deployed. */
  close(): Promise<void>;
}

/** One case on one wire. */
export interface PlannedCase {
  readonly name: string;
  /** The capability that the wire declares as missing; the case is then expected to fail. */
  readonly gap: string | undefined;
  /** Milliseconds after which it fails, once its functions are deployed. */
  readonly limit: number;
  run(): Promise<CaseResult>;
}

/**
 * Everything that a simulator's wires must pass, to be run one by one. {@link runContract} and {@link
 * registerContract} are built on it.
 *
 * @example
 * for (const { cases, close } of planContract(simulator)) {
 *   for (const each of cases) if (each.name.startsWith("query:")) console.log(await each.run());
 *   await close();
 * }
 */
export function planContract({ provider, wires }: Simulator): readonly WirePlan[] {
  return wires.map((wire) => planWire(`${provider}/${wire.trigger}`, wire, kindContracts[wire.kind]));
}

function planWire(name: string, wire: Wire, contract: KindContract): WirePlan {
  const seen: Exchange[] = [];
  const play: Play = { wire, patience: new WirePatience(), seen };
  const deployments = deploymentsOn(wire, contract, (exchange) => void seen.push(exchange));
  const own = contract.cases.filter(
    ({ requests, wires }) => (!requests || "requests" in wire) && (wires?.(wire.capabilities, wire) ?? true),
  );
  const cases = own.map((each) =>
    plan({ wire: name, kind: wire.kind, name: each.name }, each, play, async (deploy, patience) => {
      try {
        const run = contract.connect(wire, await deployments.get(deploy), seen, patience);
        await withinTime(each.run(run), each.limit ?? patience.whole);
        await contract.end?.(run);
      } catch (error) {
        if (contract.end) await deployments.discard(deploy);
        throw error;
      }
    }),
  );
  return { wire: name, cases, close: () => deployments.close() };
}

type Identity = Pick<CaseResult, "wire" | "kind" | "name">;

/** What the cases of one wire share. */
interface Play {
  readonly wire: Wire;
  readonly patience: WirePatience;
  /** The invocations of the running case. */
  readonly seen: Exchange[];
}

function plan(
  identity: Identity,
  { needs = [], deploy = {}, limit = LIMIT }: Case<never>,
  { wire: { capabilities, result }, patience, seen }: Play,
  attempt: (deploy: CaseDeployment, patience: Patience) => Promise<void>,
): PlannedCase {
  const names: readonly string[] = typeof needs === "string" ? [needs] : needs;
  const gap = names.find((name) => capabilities[name]?.supported === false);
  return {
    name: identity.name,
    gap,
    limit,
    async run() {
      seen.length = 0;
      const outcome = await failureOf(async () => {
        await attempt(deploy, patience.for(gap));
        await refuseMalformed(result, seen);
      });
      return gap === undefined ? judged(identity, outcome) : judgedGap(identity, gap, capabilities, outcome);
    },
  };
}

function judged(identity: Identity, outcome: Failure | undefined): CaseResult {
  return outcome
    ? { ...identity, status: "failed", error: outcome.error }
    : { ...identity, status: "passed" };
}

function judgedGap(
  identity: Identity,
  capability: string,
  capabilities: Capabilities,
  outcome: Failure | undefined,
): CaseResult {
  const declared = capabilities[capability];
  const { reason, source } = declared?.supported === false ? declared : { reason: "", source: "" };
  const about = { ...identity, capability, reason, source };
  return outcome ? { ...about, status: "gap", error: outcome.error } : { ...about, status: "closed" };
}

interface Failure {
  readonly error: unknown;
}

async function failureOf(attempt: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** A result that violates the provider's documentation fails its case, even if a simulator is lenient. */
async function refuseMalformed({ schema }: NativeResult, seen: readonly Exchange[]): Promise<void> {
  if (!schema) return;
  for (const { nativeResult, error } of seen) {
    if (error !== undefined) continue;
    const { issues } = await schema["~standard"].validate(nativeResult);
    if (issues) throw new Error(`a native result is malformed: ${describeIssues(issues)}`);
  }
}
