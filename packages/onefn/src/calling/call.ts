import { strictJson } from "../calls/json.js";
import { type ErrorCode, OnefnError } from "../errors.js";
import { placesOf, type TaskFunction } from "../kinds/task.js";
import { invalidOption } from "../option-checks.js";
import type { Schema } from "../schema.js";
import type { CallInput, CallOutput, Checkable } from "./json-types.js";
import type { CalledTask, CallTarget } from "./target.js";

type MaybeSchema = Schema | undefined;

/** Options of one call. */
export interface CallOptions {
  /** Stops waiting for the answer: the call rejects with the signal's reason. The task may go on. */
  readonly signal?: AbortSignal | undefined;
}

/** Calls a task. Rejects with a `TaskError` for a failure that has a name, and with an OnefnError for any other. */
export type Caller<Input, Output> = (input: Input, options?: CallOptions) => Promise<Output>;

/** A task that can be called once its target is known. */
export interface Callable<Input, Output> {
  /** A client of the task at a target. */
  on(target: CallTarget): Caller<Input, Output>;
}

/**
 * Makes a typed client of a task. The input is checked before it is sent, and the output when it arrives.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the argument is not a task, or that of `on` not a target.
 * @example
 * const charged = call(charge).on(endpoint("https://tasks.example/charge", { fetch: fetchWithToken }));
 * const { receipt } = await charged({ card: "visa", amount: 3 });
 */
export function call<In extends MaybeSchema, Out extends MaybeSchema, Input, Returned>(
  task: TaskFunction<In, Out, Input, Returned> & Checkable<Out>,
): Callable<CallInput<In>, CallOutput<Out, Returned>> {
  if ((task as Partial<CalledTask> | undefined)?.kind !== "task") {
    throw invalidOption("[onefn] call: a task is missing. Give it the result of task(...).");
  }
  return {
    on(target) {
      if (typeof (target as Partial<CallTarget> | undefined)?.send !== "function") {
        throw invalidOption(
          "[onefn] call: on(...) needs a target, such as inProcess() or endpoint(url) of onefn/call.",
        );
      }
      return (input, options) => run(task, target, input, options) as Promise<CallOutput<Out, Returned>>;
    },
  };
}

async function run(
  task: CalledTask,
  target: CallTarget,
  input: unknown,
  { signal }: CallOptions = {},
): Promise<unknown> {
  const title = task.name === undefined ? "the task" : `the task "${task.name}"`;
  await check(task.input, input, "ONEFN_TASK_INPUT_INVALID", `the input of ${title}`, "It was not sent.");
  const body = jsonOf(input, title);
  signal?.throwIfAborted();
  const sending = target.send({ task, title, body, signal });
  return checkedTwice(task.output, await untilAborted(sending, signal), title);
}

/** What a schema makes of a value. */
async function check(
  schema: MaybeSchema,
  value: unknown,
  code: ErrorCode,
  what: string,
  then: string,
): Promise<unknown> {
  if (!schema) return value;
  const checked = await schema["~standard"].validate(value);
  if (!checked.issues) return checked.value;
  throw new OnefnError(
    code,
    `[onefn] call: ${what} does not match its schema${placesOf(checked.issues)}. ${then}`,
  );
}

/**
 * The output has gone through its schema where the task ran. Here it does so again, which must not change it again: a
 * schema that divides cents by 100 would make a wrong amount, without a word. So its own result is checked once more.
 */
async function checkedTwice(schema: MaybeSchema, arrived: unknown, title: string): Promise<unknown> {
  const invalid = (value: unknown, then: string) =>
    check(schema, value, "ONEFN_TASK_OUTPUT_INVALID", `the output of ${title}`, then);
  const output = await invalid(arrived, "The task ran. Deploy it with the schema that its caller has.");
  if (!schema) return output;
  const written = jsonOf(output, title, "ONEFN_TASK_OUTPUT_INVALID");
  const again = await invalid(JSON.parse(written), TRANSFORMS);
  if (jsonOf(again, title, "ONEFN_TASK_OUTPUT_INVALID") === written) return output;
  throw new OnefnError(
    "ONEFN_TASK_OUTPUT_INVALID",
    `[onefn] call: the schema of the output of ${title} changes what it made itself. ${TRANSFORMS}`,
  );
}

const TRANSFORMS =
  "The task ran. A schema that transforms its values cannot check them where they arrive: transform in the handler.";

function jsonOf(value: unknown, title: string, code: ErrorCode = "ONEFN_TASK_INPUT_INVALID"): string {
  try {
    return strictJson(value);
  } catch (error) {
    const what = code === "ONEFN_TASK_INPUT_INVALID" ? "input" : "output";
    throw new OnefnError(
      code,
      `[onefn] call: the ${what} of ${title} cannot be JSON: ${(error as Error).message}.`,
      { cause: (error as Error).cause },
    );
  }
}

/** Some targets cannot pass the signal on, such as a Worker's RPC. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work
      .then(resolve, (error) => reject(signal.aborted ? signal.reason : error))
      .finally(() => signal.removeEventListener("abort", stop));
  });
}
