import { createHash } from "node:crypto";

/**
 * The ids of a batch's records: one that repeats gets a number behind it, such as `.2`. They are made when the first is
 * asked for: most handlers ask for none, and to hash a message takes longer than to handle it.
 */
export class DistinctIds<Rec> {
  readonly #records: readonly Rec[];
  readonly #idOf: (record: Rec) => string;
  #ids: readonly string[] | undefined;

  constructor(records: readonly Rec[], idOf: (record: Rec) => string) {
    this.#records = records;
    this.#idOf = idOf;
  }

  at(index: number): string {
    this.#ids ??= distinct(this.#records.map(this.#idOf));
    return this.#ids[index] as string;
  }
}

function distinct(ids: readonly string[]): readonly string[] {
  const given = new Set<string>();
  return ids.map((own) => {
    let id = own;
    for (let count = 2; given.has(id) || (id !== own && ids.includes(id)); count++) id = `${own}.${count}`;
    given.add(id);
    return id;
  });
}

/** A short name for some contents. */
export function digestOf(...contents: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const each of contents) hash.update(each).update("\0");
  return hash.digest("hex").slice(0, 32);
}
