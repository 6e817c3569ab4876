/** What the functions need of a warehouse. */
export type Stock = ReturnType<typeof createStock>;

/**
 * A warehouse, which here is a Map.
 *
 * @param answer is awaited wherever a database would take its time. Default: it takes none.
 */
export function createStock(answer: () => Promise<void> = async () => {}) {
  const stock = new Map([
    ["apples", 1_000],
    ["pears", 0],
  ]);
  const packed = new Set<string>();
  const deliveries = new Set<string>();
  return {
    /** Takes the goods of an order. Does nothing if that was already done. */
    async take(sku: string, quantity: number, order: string): Promise<"taken" | "sold out" | "unknown"> {
      await answer();
      if (packed.has(order)) return "taken";
      const left = stock.get(sku);
      if (left === undefined) return "unknown";
      if (left < quantity) return "sold out";
      // Both in one transaction: a process that ends in between would pack the order again.
      stock.set(sku, left - quantity);
      packed.add(order);
      await answer();
      return "taken";
    },
    /** Adds the goods of a delivery. Returns false if that was already done. */
    async putIn(sku: string, quantity: number, delivery: string): Promise<boolean> {
      await answer();
      if (deliveries.has(delivery)) return false;
      deliveries.add(delivery);
      stock.set(sku, (stock.get(sku) ?? 0) + quantity);
      await answer();
      return true;
    },
    /** Sets how much of an item is left. Undefined: it is no longer sold. */
    keep(sku: string, left: number | undefined): void {
      if (left === undefined) stock.delete(sku);
      else stock.set(sku, left);
    },
    /** How much of an item is left. */
    left: (sku: string): number | undefined => stock.get(sku),
  };
}
