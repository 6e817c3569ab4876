import type { AnyFunction, FunctionRecord } from "onefn";

/** The functions of one kind, as they are deployed. Undefined: there is none. */
export function ofKind(
  functions: readonly AnyFunction[],
  kind: string,
): AnyFunction | FunctionRecord | undefined {
  const own = functions.filter((fn) => fn.kind === kind);
  return own.length > 1 ? Object.fromEntries(own.map((fn, index) => [`${kind} ${index}`, fn])) : own[0];
}
