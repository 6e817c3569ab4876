// In place of a table, where a claim also has a time at which it ends, in case its process does.
const deliveries = new Map<string, "claimed" | "sent">();

/**
 * Claims a delivery, so that nobody else makes it at the same time: queues deliver some messages twice, and an event
 * that arrives twice makes its messages twice.
 *
 * @returns what it was before: undefined means that it is yours.
 */
export async function claim(id: string): Promise<"claimed" | "sent" | undefined> {
  const before = deliveries.get(id);
  if (!before) deliveries.set(id, "claimed");
  return before;
}

export async function markSent(id: string): Promise<void> {
  deliveries.set(id, "sent");
}

/** Gives a claim back. What was sent stays so. */
export async function release(id: string): Promise<void> {
  if (deliveries.get(id) === "claimed") deliveries.delete(id);
}
