import type { Capabilities } from "onefn/provider";
import type { Exchange, HttpWire, MessageWire, Simulator } from "onefn/simulator";
import type { Case, CaseDeployment } from "../case.js";
import { httpCases } from "../cases/http/index.js";
import { messageCases } from "../cases/message/index.js";
import { malformations } from "../wires/index.js";
import { httpDeployments, messageDeployments } from "./deployments.js";
import { HttpRun } from "./http-run.js";
import { MessageRun } from "./message-run.js";
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
  /** The capability that the wire says it lacks; the case is then expected to fail. */
  readonly gap: string | undefined;
  /** Milliseconds after which it fails, once its functions are deployed. */
  readonly limit: number;
  run(): Promise<CaseResult>;
}

/**
 * All that a simulator's wires have to pass, to be run one by one: what {@link runContract} and
 * {@link registerContract} are made of.
 *
 * @example
 * for (const { cases, close } of planContract(simulator)) {
 *   for (const each of cases) if (each.name.startsWith("query:")) console.log(await each.run());
 *   await close();
 * }
 */
export function planContract({ provider, http, message }: Simulator): readonly WirePlan[] {
  return [
    ...http.map((wire) => planHttp(`${provider}/${wire.trigger}`, wire)),
    ...message.map((wire) => planMessage(`${provider}/${wire.trigger}`, wire)),
  ];
}

function planHttp(name: string, wire: HttpWire): WirePlan {
  const seen: Exchange[] = [];
  const play: Play = { capabilities: wire.capabilities, patience: new WirePatience(), seen };
  const deployments = httpDeployments(wire, (exchange) => void seen.push(exchange));
  const cases = httpCases.map((each) =>
    plan({ wire: name, kind: "http", name: each.name }, each, play, async (deploy, patience) => {
      const run = new HttpRun(wire, await deployments.get(deploy), seen, patience);
      await withinTime(each.run(run), each.limit);
    }),
  );
  return { wire: name, cases, close: () => deployments.close() };
}

function planMessage(name: string, wire: MessageWire): WirePlan {
  const seen: Exchange[] = [];
  const play: Play = { capabilities: wire.capabilities, patience: new WirePatience(), seen };
  const deployments = messageDeployments(wire, (exchange) => void seen.push(exchange));
  const cases = messageCases.map((each) =>
    plan({ wire: name, kind: "message", name: each.name }, each, play, async (deploy, patience) => {
      try {
        const run = new MessageRun(wire, await deployments.get(deploy), seen, patience);
        await withinTime(each.run(run), each.limit);
        await run.end();
      } catch (error) {
        await deployments.discard(deploy);
        throw error;
      }
    }),
  );
  return { wire: name, cases, close: () => deployments.close() };
}

type Identity = Pick<CaseResult, "wire" | "kind" | "name">;

/** What the cases of one wire have in common. */
interface Play {
  readonly capabilities: Capabilities;
  readonly patience: WirePatience;
  /** The invocations of the case that runs. */
  readonly seen: Exchange[];
}

function plan(
  identity: Identity,
  { needs = [], deploy = {}, limit = LIMIT }: Case<never>,
  { capabilities, patience, seen }: Play,
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
        refuseMalformed(identity.wire, seen);
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

/** A result that the provider's documentation does not allow fails its case, even where a simulator is lenient. */
function refuseMalformed(wire: string, seen: readonly Exchange[]): void {
  const problems = seen.flatMap((exchange) => malformations(wire, exchange));
  if (problems.length > 0) throw new Error(`a native result is malformed: ${problems.join("; ")}`);
}
