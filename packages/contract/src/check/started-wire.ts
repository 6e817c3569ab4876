import { setTimeout } from "node:timers/promises";
import { type AnyFunction, type FunctionRecord, isOnefnFunction, isTaskError } from "onefn";
import type { AdaptOptions } from "onefn/provider";
import type { Wire } from "onefn/simulator";
import { kindContracts } from "../kinds/index.js";
import type { Answer } from "./answer.js";
import type { CheckInput } from "./input.js";
import { kindOf } from "./input.js";
import { answeredInTime } from "./unanswered.js";

type Deployable = AnyFunction | FunctionRecord;

/** One wire's results, by the index of the input. */
export type Answers = ReadonlyMap<number, Answer>;

/** A wire with the functions behind it. All wires start at once, because some take time. */
export interface StartedWire {
  readonly provider: string;
  /** Rejects if it did not start. */
  started(): Promise<unknown>;
  /** Sends it its inputs, one after another. */
  ask(): Promise<Answers>;
  close(): Promise<void>;
}

/** What becomes of one input in the functions. */
interface Watched {
  calls: number;
  /** What the first call threw. */
  threw: { readonly error: unknown } | undefined;
}

/** Deploys functions of the wire's kind. */
export function start(
  provider: string,
  wire: Wire,
  functions: Deployable,
  inputs: readonly CheckInput[],
  options: { readonly adapt?: Omit<AdaptOptions, "log"> },
): StartedWire {
  const { compare } = kindContracts[wire.kind];
  const name = `${provider}/${wire.trigger}`;
  const watched: Watched = { calls: 0, threw: undefined };
  const deployed = watching(functions, watched);
  const deployment = (async () => wire.deploy(() => deployed, options))();
  // A failed start is reported when it is this wire's turn.
  const running = deployment.catch(() => undefined);
  return {
    provider,
    started: () => deployment,
    async ask() {
      const answers = new Map<number, Answer>();
      for (const [index, input] of inputs.entries()) {
        if (kindOf(input)?.kind !== wire.kind) continue;
        Object.assign(watched, { calls: 0, threw: undefined });
        const asked = compare.answer({ name, wire, deployment: await deployment, input, functions });
        const answer = await answeredInTime(asked, { wire: name, input: compare.input });
        if (answer) answers.set(index, told(answer, watched, wire));
      }
      return answers;
    },
    close: async () => (await running)?.close(),
  };
}

/** An answer, with what only the functions know of it. */
function told(answer: Answer, { calls, threw }: Watched, wire: Wire): Answer {
  const { outcome, decision, status, error } = answer.parts;
  // A function of the path that takes another method, answered 405, may be what is checked.
  if (calls === 0 && (status === "404" || (outcome === "ack" && canChoose(wire))))
    return { ...answer, unmatched: true };
  if (!threw || isTaskError(threw.error)) return answer;
  const crash = { ...answer, threw: String(threw.error) };
  // A record whose function threw is delivered again, like one that shall be. Tasks hide the error on some wires.
  if (outcome === "retry" || outcome === "reject" || outcome === "failed")
    return { ...crash, parts: { ...answer.parts, outcome: "crash" } };
  // Whoever cannot be asked is denied.
  if (decision === "deny") return { ...crash, parts: { ...answer.parts, decision: "crash" } };
  return status === undefined && error !== undefined
    ? { ...crash, parts: { ...answer.parts, error: "crash" } }
    : answer;
}

/**
 * Whether a wire carries what the filters of functions look at. What a filter leaves out is acknowledged, as if a function
 * had taken it; where all events have the source's own type, it says nothing of the input.
 */
function canChoose({ capabilities: { eventTypes, eventSources } }: Wire): boolean {
  return eventTypes?.supported !== false && eventSources?.supported !== false;
}

/** The functions, whose calls and errors are seen. */
function watching(functions: Deployable, watched: Watched): Deployable {
  if (!isOnefnFunction(functions)) {
    return Object.fromEntries(
      Object.entries(functions).map(([name, fn]) => [name, watching(fn, watched) as AnyFunction]),
    );
  }
  const handler = async (input: never, context: never) => {
    const isFirst = watched.calls++ === 0;
    try {
      return await functions.handler(input, context);
    } catch (error) {
      if (isFirst) watched.threw = { error };
      throw error;
    }
  };
  return { ...functions, handler };
}

/** Milliseconds after which the next wire starts, even if the one before has not answered. */
const PATIENCE = 250;

/** Milliseconds for a wire to close: a function that hangs may keep its connection. */
const CLOSING = 5_000;

/**
 * One after another, because the state of a function would otherwise depend on chance. A slow wire is not waited for:
 * a function that hangs does so on every wire, and each provider has its own timeout.
 */
export async function askAll(
  wires: readonly StartedWire[],
  unstarted: (wire: StartedWire, error: unknown) => void,
): Promise<readonly Answers[]> {
  try {
    const asked: Promise<Answers>[] = [];
    for (const wire of wires) {
      const answers = wire.started().then(
        () => wire.ask(),
        (error: unknown): Answers => {
          unstarted(wire, error);
          return new Map();
        },
      );
      asked.push(answers);
      await Promise.race([answers, setTimeout(PATIENCE, undefined, { ref: false })]);
    }
    return await Promise.all(asked);
  } finally {
    const closed = Promise.all(wires.map(({ close }) => close()));
    await Promise.race([closed, setTimeout(CLOSING, undefined, { ref: false })]);
  }
}
