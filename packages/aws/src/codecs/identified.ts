/** A record with an id that no other record of its batch has. */
export interface Identified<Rec> {
  readonly id: string;
  readonly record: Rec;
}

/**
 * Gives each record of a batch an id of its own, for sources whose ids may repeat. The first record with an id keeps
 * it. The next ones get a number behind it, such as `.2`, so that no record of the batch came with the new id.
 */
export function identified<Rec>(records: readonly Rec[], idOf: (record: Rec) => string): Identified<Rec>[] {
  const ids = records.map(idOf);
  const given = new Set(ids);
  const counts = new Map<string, number>();
  return records.map((record, index) => {
    const own = ids[index] as string;
    let count = (counts.get(own) ?? 0) + 1;
    let id = own;
    if (count > 1) {
      while (given.has(`${own}.${count}`)) count++;
      id = `${own}.${count}`;
      given.add(id);
    }
    counts.set(own, count);
    return { id, record };
  });
}
