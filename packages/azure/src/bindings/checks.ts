/** Checks of the options that several bindings have. */
export const NAME = [(value: unknown) => typeof value === "string" && value !== "", "a name"] as const;

export const CARDINALITY = [
  (value: unknown) => value === "one" || value === "many",
  '"one" or "many"',
] as const;

export const OBJECT = [(value: unknown) => typeof value === "object" && value !== null, "an object"] as const;

export const FLAG = [(value: unknown) => typeof value === "boolean", "true or false"] as const;
