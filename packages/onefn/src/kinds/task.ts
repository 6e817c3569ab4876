import type { AdaptOptions } from "../adapter/options.js";
import type { CallKind, Choice } from "../calls/kind.js";
import { type CallFailure, type CallOutcome, failed } from "../calls/outcome.js";
import type { Context } from "../context/context.js";
import { OnefnError } from "../errors.js";
import { type Additions, compose, type EventMiddleware } from "../middleware.js";
import { checkOptions, type OptionChecks } from "../option-checks.js";
import { portableNames } from "../records/names.js";
import { firstOf, type Schema, type SchemaInput, type SchemaIssue, type SchemaOutput } from "../schema.js";
import { type AnyFunction, branded, type MaybePromise } from "./function.js";
import { checkHandler, isFunctions, isText, SCHEMA } from "./options.js";

type MaybeSchema = Schema | undefined;

/** What the handler of a task receives: its schema's output, or any JSON value. */
export type TaskInput<In> = In extends Schema ? SchemaOutput<In> : unknown;

/** What the handler of a task has to return: its schema's input, or anything that JSON can write. */
export type TaskReturn<Out> = Out extends Schema ? SchemaInput<Out> : unknown;

/** A function that is called with an input and answers with an output. */
export interface TaskFunction<
  In extends MaybeSchema = MaybeSchema,
  Out extends MaybeSchema = MaybeSchema,
  Input = never,
  Returned = unknown,
> extends AnyFunction {
  readonly kind: "task";
  /** A task is claimed by its name. */
  readonly trigger: Readonly<Record<never, never>>;
  readonly input: In;
  readonly output: Out;
  /**
   * The handler, wrapped in its middleware. A unit test calls it with a checked input and `createContext()`: the schemas do
   * not run.
   */
  readonly handler: (input: Input, context: Context) => MaybePromise<Returned>;
}

/** Options of {@link task}. */
export interface TaskOptions<
  In extends MaybeSchema = MaybeSchema,
  Out extends MaybeSchema = MaybeSchema,
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
> {
  /**
   * The name by which it is called, if a deployable has several tasks. Default: the name in the record that `adapt` was
   * given.
   */
  readonly name?: string | undefined;
  /**
   * A Standard Schema (zod 4, valibot, arktype, ...) of the input. An input that does not match is the caller's error,
   * ONEFN_TASK_INPUT_INVALID. Default: any JSON value.
   */
  readonly input?: In | undefined;
  /**
   * A Standard Schema of the output. An output that does not match is the function's error, ONEFN_TASK_OUTPUT_INVALID.
   * The caller gets the schema's output. Default: anything that JSON can write. Returning nothing answers null.
   */
  readonly output?: Out | undefined;
  /** Middleware, the first outermost. It gets the checked input; what it returns is checked as the handler's result. */
  readonly use?: readonly [...Use] | undefined;
}

/**
 * Defines a unit of work that is called and answers, such as a step of a workflow. Throw a `TaskError` for a failure
 * that the caller should know by name.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
 * @example
 * export const charge = task({ input: Payment, output: Receipt }, async (payment) => {
 *   if (!(await hasFunds(payment))) throw new TaskError("CardDeclined", "The card was declined.");
 *   return { receipt: await collect(payment) };
 * });
 */
export function task<Returned>(
  handler: (input: unknown, context: Context) => MaybePromise<Returned>,
): TaskFunction<undefined, undefined, unknown, Returned>;
export function task<
  Returned extends TaskReturn<Out>,
  In extends MaybeSchema = undefined,
  Out extends MaybeSchema = undefined,
  const Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
>(
  options: TaskOptions<In, Out, Use>,
  handler: (input: TaskInput<In>, context: Context & Additions<Use>) => MaybePromise<Returned>,
): TaskFunction<In, Out, TaskInput<In>, Returned>;
export function task(...args: readonly [Handler] | readonly [TaskOptions, Handler]): TaskFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  checkHandler("[onefn] task", handler);
  checkOptions("[onefn] task", options, TASK_OPTIONS);
  const { name, input, output, use = [] } = options;
  return branded({
    kind: "task",
    name,
    trigger: {},
    input,
    output,
    handler: compose(use, handler, "ONEFN_OUTCOME_INVALID"),
  });
}

type Handler = TaskFunction["handler"];

const TASK_OPTIONS = {
  name: [isText, "a string"],
  input: SCHEMA,
  output: SCHEMA,
  use: [isFunctions, "a list of middleware functions"],
} satisfies OptionChecks<TaskOptions>;

/**
 * Checks the input, runs the handler and checks the output. It does not reject.
 */
async function runTask(fn: TaskFunction, input: unknown, context: Context): Promise<CallOutcome> {
  try {
    const checked = fn.input ? await fn.input["~standard"].validate(input) : { value: input };
    if (checked.issues)
      return { failure: inputInvalid(`the input does not match the schema${placesOf(checked.issues)}`) };
    const returned = await fn.handler(checked.value as never, context);
    const output = fn.output ? await fn.output["~standard"].validate(returned) : { value: returned };
    if (output.issues)
      return { failure: outputInvalid(`the output does not match the schema${placesOf(output.issues)}`) };
    return { output: output.value };
  } catch (error) {
    return { failure: failed(error, context) };
  }
}

/** The failure of an input that is not what the task takes. @param what never quotes the input. */
export function inputInvalid(what: string): CallFailure {
  return ofOurs("caller", new OnefnError("ONEFN_TASK_INPUT_INVALID", `${what}. Correct the caller.`));
}

/** The failure of an output that is not what the task promises. @param what never quotes the output. */
export function outputInvalid(what: string, cause?: unknown): CallFailure {
  const error = new OnefnError("ONEFN_TASK_OUTPUT_INVALID", `${what}. Correct the task.`, { cause });
  return ofOurs("function", error);
}

/** The failure of an output that {@link strictJson} refuses. @param error what it threw. */
export function outputUnwritable({ message, cause }: Error, what = "the output"): CallFailure {
  return outputInvalid(`${what} cannot be JSON: ${message}`, cause);
}

function ofOurs(fault: CallFailure["fault"], error: OnefnError): CallFailure {
  return { fault, name: error.code, message: error.message, error };
}

/** Where the issues are. Without the schema's messages, which may quote values. */
export function placesOf(issues: readonly SchemaIssue[]): string {
  const paths = issues.map(({ path = [] }) =>
    path.map((step) => String(typeof step === "object" ? step.key : step)).join("."),
  );
  const named = [...new Set(paths)].filter((path) => path !== "");
  return named.length > 0 ? ` at ${firstOf(named, ", ")}` : "";
}

/** The kind `task`, for adapters. */
export const taskKind: CallKind<TaskFunction> = { kind: "task", choose, run: runTask };

function choose(tasks: readonly TaskFunction[], options: AdaptOptions): Choice<TaskFunction> {
  const byName = new Map<string | undefined, TaskFunction>();
  for (const fn of tasks) {
    if (byName.has(fn.name)) {
      throw new OnefnError(
        "ONEFN_DUPLICATE_TRIGGER",
        `[onefn] adapt: two tasks have the name "${fn.name}". Give them different names.`,
      );
    }
    byName.set(fn.name, fn);
  }
  const placesOf = portableNames(options);
  return {
    only: tasks.length === 1 ? tasks[0] : undefined,
    named(name) {
      const place = placesOf([name]).find((each) => byName.has(each));
      return place === undefined ? undefined : byName.get(place);
    },
    names: [...byName.keys()].join(", "),
  };
}
