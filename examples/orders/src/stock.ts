const stock = new Map([
  ["apples", 1_000],
  ["pears", 0],
]);

/** Takes goods out of a warehouse, which here is a Map. */
export async function take(sku: string, quantity: number): Promise<"taken" | "sold out" | "unknown"> {
  const left = stock.get(sku);
  if (left === undefined) return "unknown";
  if (left < quantity) return "sold out";
  stock.set(sku, left - quantity);
  return "taken";
}
