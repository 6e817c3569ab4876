/** A Standard Schema without a library: what tests of types assert is the interface. */
export const order = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value: unknown) => ({ value: value as { sku: string } }),
    types: undefined as unknown as { input: unknown; output: { sku: string } },
  },
} as const;
