import type { Call } from "./row.js";

/** Calls of some builders, each written as a program would. */
export function callsOf(builders: object): (expression: string) => Call {
  return (expression) => ({
    expression,
    value: () => new Function(...Object.keys(builders), `return ${expression};`)(...Object.values(builders)),
  });
}
