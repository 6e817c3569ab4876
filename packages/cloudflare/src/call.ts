/**
 * Calls tasks of another Worker through a service binding: a target for `call` of `onefn/call`.
 * @packageDocumentation
 */
import { type CallTarget, callFailure, namedFailure } from "onefn/call";
import { checkOption } from "onefn/provider";

/**
 * Calls a task by RPC.
 *
 * @param binding the service binding of the entrypoint that `adapt` of `@onefn/cloudflare/task` has made, such as
 * `env.TASKS`.
 * @throws OnefnError ONEFN_INVALID_OPTION if the binding is missing.
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/service-bindings/rpc/
 * @example
 * const { receipt } = await call(charge).on(worker(env.TASKS))({ card: "visa", amount: 3 });
 */
export function worker(binding: object): CallTarget {
  checkOption(
    Object(binding) === binding,
    "[onefn/cloudflare] worker",
    "the binding",
    "a service binding of the Worker's environment, such as env.TASKS",
  );
  const methods = binding as Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
  return {
    async send({ task: { name }, title, body }) {
      checkOption(
        name !== undefined,
        "[onefn/cloudflare] worker",
        "the task's name",
        "set: it is the method",
      );
      const input: unknown = JSON.parse(body);
      // A binding of an old compatibility date has no methods, and null would be an answer.
      if (typeof methods[name] !== "function")
        throw callFailure("ONEFN_TASK_NOT_FOUND", title, "is no method of the binding");
      try {
        return copied(await methods[name](input));
      } catch (error) {
        throw failureOf(error, title);
      }
    },
  };
}

/** A copy of the output, so that the runtime can release what it keeps for the caller. */
function copied(answer: unknown): unknown {
  const output: unknown = JSON.parse(JSON.stringify(answer ?? null));
  (Object(answer) as Partial<Disposable>)[Symbol.dispose]?.();
  return output;
}

/** What arrives of an error. `remote` says that the other Worker threw it. */
interface RpcError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly data?: unknown;
  readonly remote?: boolean;
}

function failureOf(error: unknown, title: string): Error {
  const { name, message, data, remote } = Object(error) as RpcError;
  if (!remote) return callFailure("ONEFN_CALL_UNANSWERED", title, "did not answer", error);
  if (/does not implement (?:the method|")/.test(`${message}`))
    return callFailure("ONEFN_TASK_NOT_FOUND", title, "is not in the Worker", error);
  const told = named(`${name}`, `${message}`);
  const failure = namedFailure({ ...told, data }, title);
  return failure ?? callFailure("ONEFN_CALL_FAILED", title, "failed by an error that nobody expected", error);
}

/** With a compatibility date before April 2026, the name of an error is in front of its message. */
function named(name: string, message: string): { readonly name: string; readonly message: string } {
  const [, own, rest] = (name === "Error" && /^([\w.-]{1,128}): ([\s\S]*)$/.exec(message)) || [];
  return own === undefined ? { name, message } : { name: own, message: `${rest}` };
}
