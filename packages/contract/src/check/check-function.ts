import { setTimeout } from "node:timers/promises";
import { type AnyFunction, type FunctionRecord, type MessageFunction, OnefnError } from "onefn";
import { type Adaptable, type AdaptOptions, listFunctions } from "onefn/provider";
import type { Deployment, HttpWire, MessageWire, OutgoingMessage, Simulator } from "onefn/simulator";
import { type Answer, type Difference, differencesIn } from "./answer.js";
import { checkText } from "./check-text.js";
import { httpAnswer } from "./http-answer.js";
import { installedSimulators } from "./installed.js";
import { messageAnswer } from "./message-answer.js";
import { reasonNotToAsk, type Unchecked, uncheckedText } from "./unchecked.js";

/** What a function is given: a Request, or a message and the queue that it is sent to. */
export type CheckInput = Request | QueuedMessage;

/** A message, and the `from` of the function that is to get it. Default: that of the one message function. */
export interface QueuedMessage extends OutgoingMessage {
  readonly to?: string | undefined;
}

/** Options of {@link checkFunction}. */
export interface CheckOptions {
  /** Where the function runs. Default: the simulators of all `@onefn/*` providers that are installed and can start. */
  readonly simulators?: readonly Simulator[] | undefined;
  /** Options handed to each adapter. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
}

/** What {@link checkFunction} found. */
export interface CheckReport {
  /** Whether all wires answer alike. */
  readonly ok: boolean;
  /** The answers of all wires, input by input. */
  readonly answers: readonly (readonly Answer[])[];
  /** Where a wire answers otherwise than most providers. */
  readonly differences: readonly Difference[];
  /** onefn's own providers that were not asked. Empty where `simulators` are given. */
  readonly unchecked: readonly Unchecked[];
  /** A table for each input with the answers of all wires, a sentence for each difference, and who was not asked. */
  toString(): string;
}

/**
 * Runs one's own function, a record of them or a module that exports them through the wires of every provider and
 * compares the answers: status, headers but for those that platforms add, cookies and body bytes of http functions,
 * outcomes of message functions.
 *
 * A retry and a reject are one outcome on a wire that cannot refuse. A function that answers with the time or a random
 * number, or with what it keeps between calls, answers differently everywhere, and the report says so.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION when there is no input, when no provider is installed and none is given, or
 * when no function or no wire takes one of the inputs.
 * @example
 * const report = await checkFunction(hello, [new Request("http://localhost/hello/ada")]);
 * expect(report.ok, String(report)).toBe(true);
 */
export async function checkFunction<T>(
  functions: Adaptable<T, AnyFunction, "checkFunction">,
  inputs: readonly CheckInput[],
  { simulators, adapt }: CheckOptions = {},
): Promise<CheckReport> {
  refuseInputs(inputs);
  const all = listFunctions("onefn/contract", functions);
  const check: Check = {
    inputs,
    http: ofKind(all, "http"),
    message: ofKind(all, "message"),
    options: adapt ? { adapt } : {},
  };
  const installed = simulators ? { simulators, unchecked: [] } : await installedSimulators();
  const providers = installed.simulators;
  const wires = providers.flatMap(({ provider, http, message }) => [
    ...http.flatMap((wire) => startHttp(check, provider, wire)),
    ...message.flatMap((wire) => startMessages(check, provider, wire)),
  ]);
  const unchecked = [...installed.unchecked];
  const answers = await askAll(wires, ({ provider }, error) => {
    const reason = simulators ? undefined : reasonNotToAsk(error);
    if (reason === undefined) throw error;
    if (!unchecked.some((each) => each.provider === provider)) unchecked.push({ provider, reason });
  });
  const byInput = inputs.map((_, index) => answers.flatMap((each) => each.get(index) ?? []));
  refuseUnanswered(inputs, byInput, providers);
  const differences = byInput.map(differencesIn);
  return {
    ok: differences.every(({ length }) => length === 0),
    answers: byInput,
    differences: differences.flat(),
    unchecked,
    toString: () =>
      [
        ...byInput.map((each, index) => checkText(each, differences[index] ?? [])),
        ...(unchecked.length > 0 ? [uncheckedText(unchecked)] : []),
      ].join("\n\n"),
  };
}

/** Milliseconds after which the next wire is asked, though the one before has not answered. */
const PATIENCE = 250;

/**
 * One after another, since what a function keeps between calls would depend on chance otherwise. A wire that takes long
 * is not waited for all the same: a function that hangs hangs on each, and each provider has its own patience.
 */
async function askAll(
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
    await Promise.all(wires.map(({ close }) => close()));
  }
}

type Deployable = AnyFunction | FunctionRecord;

/** One run of the check. */
interface Check {
  readonly inputs: readonly CheckInput[];
  readonly http: Deployable | undefined;
  readonly message: Deployable | undefined;
  readonly options: Pick<CheckOptions, "adapt">;
}

/** One wire's answers, by the number of the input. */
type Answers = ReadonlyMap<number, Answer>;

/** A wire with the functions behind it. All wires start at once, since some take their time. */
interface StartedWire {
  readonly provider: string;
  /** Rejects where it did not start. */
  started(): Promise<unknown>;
  /** Sends it the inputs that are for it, one after another. */
  ask(): Promise<Answers>;
  close(): Promise<void>;
}

function startHttp({ inputs, http, options }: Check, provider: string, wire: HttpWire): StartedWire[] {
  if (!http) return [];
  const name = `${provider}/${wire.trigger}`;
  return started(
    provider,
    async () => wire.deploy(() => http, options),
    async (deployment) => {
      const answers = new Map<number, Answer>();
      for (const [index, input] of inputs.entries()) {
        if (isRequest(input)) answers.set(index, await httpAnswer(name, deployment, input));
      }
      return answers;
    },
  );
}

function startMessages(
  { inputs, message, options }: Check,
  provider: string,
  wire: MessageWire,
): StartedWire[] {
  if (!message) return [];
  const name = `${provider}/${wire.trigger}`;
  return started(
    provider,
    async () => wire.deploy(() => message, options),
    async (deployment) => {
      const answers = new Map<number, Answer>();
      for (const [index, input] of inputs.entries()) {
        if (isRequest(input)) continue;
        const { to = queueOf(message), ...outgoing } = input;
        answers.set(index, await messageAnswer(name, wire, deployment, to, outgoing));
      }
      return answers;
    },
  );
}

function started<D extends Deployment>(
  provider: string,
  deploy: () => Promise<D>,
  ask: (deployment: D) => Promise<Answers>,
): StartedWire[] {
  const deployment = deploy();
  // One that does not start is told when it is its turn.
  const running = deployment.catch(() => undefined);
  return [
    {
      provider,
      started: () => deployment,
      ask: async () => ask(await deployment),
      close: async () => (await running)?.close(),
    },
  ];
}

/** The functions of one kind. */
function ofKind(functions: readonly AnyFunction[], kind: "http" | "message"): Deployable | undefined {
  const own = functions.filter((fn) => fn.kind === kind);
  return own.length > 1 ? Object.fromEntries(own.map((fn, index) => [`${kind} ${index}`, fn])) : own[0];
}

/** Where a message goes that names no queue: to the first function's. */
function queueOf(functions: Deployable): string {
  const [fn] = listFunctions("onefn/contract", functions);
  return (fn as MessageFunction | undefined)?.trigger.from ?? "messages";
}

function isRequest(input: CheckInput): input is Request {
  return "method" in input && "url" in input;
}

/** A list that holds nothing would be a check that is always passed. */
function refuseInputs(inputs: readonly CheckInput[]): void {
  const index = inputs.findIndex(
    (input) => typeof input !== "object" || !(isRequest(input) || "body" in input),
  );
  if (inputs.length > 0 && index === -1) return;
  const what = index === -1 ? "there is no input" : `input ${index + 1} is neither a Request nor a message`;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/contract] checkFunction: ${what}. Give a list such as [new Request("http://localhost/hello")], or ` +
      `[{ body: "a message" }].`,
  );
}

function refuseUnanswered(
  inputs: readonly CheckInput[],
  answers: readonly (readonly Answer[])[],
  providers: readonly Simulator[],
): void {
  const index = answers.findIndex((each) => each.length === 0);
  const input = inputs[index];
  if (!input) return;
  const names = providers.map(({ provider }) => provider).join(", ") || "none";
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/contract] checkFunction: nobody takes input ${index + 1}, a ${isRequest(input) ? "request" : "message"}. ` +
      `Give a function of that kind, and install a provider that carries it (there: ${names}) or give \`simulators\`.`,
  );
}
