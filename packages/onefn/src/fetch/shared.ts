/**
 * Where the first copy of this package in a process leaves its Fetch runtime for the others: an ESM and a CommonJS copy
 * must understand each other's objects, and replace the globals once. Whoever changes what is there changes the name.
 */
export const SHARED: unique symbol = Symbol.for("onefn.fetch") as never;
