import { randomBytes, randomUUID } from "node:crypto";
import {
  type BrokerOptions,
  type Clock,
  createBroker,
  type DocumentedResult,
  type Fate,
  type Load,
  type MessageWire,
  type OutgoingMessage,
  type RecordDeployment,
  type RecordKindName,
  type RecordOptions,
  type RecordWire,
  type SentOf,
  type Settlement,
  schema,
  within,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import type { AzureOptions } from "../options.js";
import type { Registration, RpcOutcome, RpcTriggering, Worker, WorkerHost } from "./worker.js";

const DEFAULT_TIMEOUT = 30_000;

/** How an invocation ended. What a function returns is no answer to these triggers. */
export const result: DocumentedResult = {
  schema: schema.union(
    schema.object({ status: schema.literal("Success"), returnValue: schema.optional(schema.literal(null)) }),
    schema.object({ status: schema.literal("Failure"), exception: schema.string(/./) }),
  ),
  wrong: [
    undefined,
    { status: "Success", returnValue: { json: "{}" } },
    { status: "Success", settledTwice: ["complete of 1"] },
    { status: "Failure" },
    { status: "Cancelled" },
  ],
};

/** How one source of records differs from another. */
export type TriggeredSource<Sent, Stored, Native> = Omit<
  BrokerOptions<Sent, Stored, Native, RpcOutcome>,
  "trigger" | "from" | "running" | "options" | "invoke"
>;

/** A trigger: what functions are registered with, and the source that invokes them. */
export interface Triggered<Sent, Stored, Native> {
  readonly trigger: string;
  /** The adapter's clock. Default: real time. */
  readonly clock?: Clock;
  /** Options that the trigger's functions need. */
  readonly adapt?: AzureOptions;
  registration(options: RecordOptions<Sent>): Registration;
  source(running: Worker, options: RecordOptions<Sent>): TriggeredSource<Sent, Stored, Native>;
}

/** Starts a worker, and connects it to the source of its records. */
export async function deployTriggered<Sent, Stored, Native>(
  { trigger, clock, adapt, registration, source }: Triggered<Sent, Stored, Native>,
  workers: WorkerHost,
  load: Load,
  options: RecordOptions<Sent> = {},
): Promise<RecordDeployment<Sent>> {
  const running = await workers.start(load, {
    streams: false,
    trigger: registration(options),
    adapt: { ...adapt, ...options.adapt },
    ...(clock && { clock }),
  });
  const { timeout = DEFAULT_TIMEOUT } = options;
  return createBroker<Sent, Stored, Native, RpcOutcome>({
    trigger,
    from: "onefn/azure",
    running,
    options,
    // A registered function gets only what its own trigger delivers: no test replaces the event by that of another one.
    invoke: async (event) => (await within(timeout, running.trigger(event as RpcTriggering))) ?? TIMEOUT,
    ...source(running, options),
  });
}

/** Azure's host in front of a worker, connected to a source of records. */
export function createRecordWire<Kind extends RecordKindName, Stored, Native>(
  kind: Kind,
  workers: WorkerHost,
  triggered: Triggered<SentOf<Kind>, Stored, Native>,
): RecordWire<Kind, SentOf<Kind>> {
  return {
    kind,
    shape: "records",
    trigger: triggered.trigger,
    capabilities: capabilities[triggered.trigger] ?? {},
    result,
    deploy: (load, options) => deployTriggered(triggered, workers, load, options),
  };
}

/** The same for messages. */
export function createTriggeredWire<Stored, Native>(
  trigger: string,
  workers: WorkerHost,
  registration: (options: RecordOptions<OutgoingMessage>) => Registration,
  source: (
    running: Worker,
    options: RecordOptions<OutgoingMessage>,
  ) => TriggeredSource<OutgoingMessage, Stored, Native>,
): MessageWire {
  return createRecordWire("message", workers, { trigger, registration, source });
}

/** What every invocation has. */
export function newInvocation(): Pick<RpcTriggering, "invocationId" | "traceContext"> {
  return {
    invocationId: randomUUID(),
    traceContext: {
      traceParent: `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-00`,
      traceState: "",
    },
  };
}

const TIMEOUT: RpcOutcome = {
  status: "Failure",
  error: new Error("The function did not end within the host's functionTimeout."),
};

/** What becomes of all records of an invocation: they are done, or share the fate of those that failed. */
export function settleAll(outcome: RpcOutcome, count: number, failed: Fate): Settlement {
  const fates = new Array<Fate>(count).fill(outcome.status === "Success" ? "done" : failed);
  return { fates, ...nativeResultOf(outcome) };
}

/** How the invocation ended, for the simulator's tap. */
export function nativeResultOf(outcome: RpcOutcome): Omit<Settlement, "fates"> {
  if (outcome.status === "Success") return { nativeResult: outcome };
  const { status, error, ...others } = outcome;
  // An adapter fails an invocation to have its records delivered again. Any other error is a failure of the adapter itself.
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  return code === "ONEFN_BATCH_FAILED"
    ? { nativeResult: { status, exception: String(message), ...others } }
    : { nativeResult: undefined, error, refusal: "the invocation failed" };
}
