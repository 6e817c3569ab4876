import {
  type AnyFunction,
  type FunctionRecord,
  isOnefnFunction,
  type MessageFunction,
  OnefnError,
} from "onefn";
import type { AdaptOptions } from "onefn/provider";
import type { HttpWire, MessageWire, OutgoingMessage, Simulator } from "onefn/simulator";
import { type Answer, type Difference, differencesIn } from "./answer.js";
import { checkText } from "./check-text.js";
import { httpAnswer } from "./http-answer.js";
import { installedSimulators } from "./installed.js";
import { messageAnswer } from "./message-answer.js";

/** What a function is given: a Request, or a message and the queue that it is sent to. */
export type CheckInput = Request | QueuedMessage;

/** A message, and the `from` of the function that is to get it. Default: that of the one message function. */
export interface QueuedMessage extends OutgoingMessage {
  readonly to?: string;
}

/** Options of {@link checkFunction}. */
export interface CheckOptions {
  /** Where the function runs. Default: the simulators of all `@onefn/*` providers that are installed. */
  readonly simulators?: readonly Simulator[];
  /** Options handed to each adapter. */
  readonly adapt?: Omit<AdaptOptions, "log">;
}

/** What {@link checkFunction} found. */
export interface CheckReport {
  /** Whether all wires answer alike. */
  readonly ok: boolean;
  /** The answers of all wires, input by input. */
  readonly answers: readonly (readonly Answer[])[];
  /** Where a wire answers otherwise than most. */
  readonly differences: readonly Difference[];
  /** A table for each input with the answers of all wires, and a sentence for each difference. */
  toString(): string;
}

/**
 * Runs one's own function, or a record of them, through the wires of every provider and compares the answers: status,
 * headers but for those that platforms add, cookies and body bytes of http functions, outcomes of message functions.
 *
 * A retry and a reject are one outcome on a wire that cannot refuse. A function that answers with the time or a random
 * number answers differently everywhere, and the report says so.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION when no provider is installed and none is given, or when no function or no
 * wire takes one of the inputs.
 * @example
 * const report = await checkFunction(hello, [new Request("http://localhost/hello/ada")]);
 * expect(report.ok, String(report)).toBe(true);
 */
export async function checkFunction(
  functions: AnyFunction | FunctionRecord,
  inputs: readonly CheckInput[],
  { simulators, adapt }: CheckOptions = {},
): Promise<CheckReport> {
  const check: Check = {
    inputs,
    answers: inputs.map(() => []),
    http: ofKind(functions, "http"),
    message: ofKind(functions, "message"),
    options: adapt ? { adapt } : {},
  };
  const providers = simulators ?? (await installedSimulators());
  for (const { provider, http, message } of providers) {
    for (const wire of http) await checkHttp(check, `${provider}/${wire.trigger}`, wire);
    for (const wire of message) await checkMessages(check, `${provider}/${wire.trigger}`, wire);
  }
  refuseUnanswered(check, providers);
  const differences = check.answers.flatMap(differencesIn);
  return {
    ok: differences.length === 0,
    answers: check.answers,
    differences,
    toString: () => checkText(check.answers, differences),
  };
}

type Deployable = AnyFunction | FunctionRecord;

/** One run of the check. */
interface Check {
  readonly inputs: readonly CheckInput[];
  /** By input. */
  readonly answers: readonly Answer[][];
  readonly http: Deployable | undefined;
  readonly message: Deployable | undefined;
  readonly options: Pick<CheckOptions, "adapt">;
}

async function checkHttp(
  { inputs, answers, http, options }: Check,
  name: string,
  wire: HttpWire,
): Promise<void> {
  if (!http) return;
  const deployment = await wire.deploy(() => http, options);
  for (const [index, input] of inputs.entries()) {
    if (isRequest(input)) answers[index]?.push(await httpAnswer(name, deployment, input));
  }
  await deployment.close();
}

async function checkMessages(
  { inputs, answers, message, options }: Check,
  name: string,
  wire: MessageWire,
): Promise<void> {
  if (!message) return;
  const deployment = await wire.deploy(() => message, options);
  for (const [index, input] of inputs.entries()) {
    if (isRequest(input)) continue;
    const { to = queueOf(message), ...outgoing } = input;
    answers[index]?.push(await messageAnswer(name, wire, deployment, to, outgoing));
  }
  await deployment.close();
}

/** What of a function or a record of them is of one kind. */
function ofKind(functions: AnyFunction | FunctionRecord, kind: "http" | "message"): Deployable | undefined {
  if (isOnefnFunction(functions)) return functions.kind === kind ? functions : undefined;
  const entries = Object.entries(functions).filter(([, fn]) => fn.kind === kind);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Where a message goes that names no queue: to the first function's. */
function queueOf(functions: Deployable): string {
  const [fn] = isOnefnFunction(functions) ? [functions] : Object.values(functions);
  return (fn as MessageFunction | undefined)?.trigger.from ?? "messages";
}

function isRequest(input: CheckInput): input is Request {
  return "method" in input && "url" in input;
}

function refuseUnanswered({ inputs, answers }: Check, providers: readonly Simulator[]): void {
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
