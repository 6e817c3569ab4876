/** Node's name for what `console.log` prints in place of an object; Deno, Bun and workerd know it, too. */
export const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;
