import type { DeliveryReport } from "onefn/simulator";
import type { PlacedRecord } from "../check/record-answer.js";
import type { Seen } from "./options.js";

/** What became of a record in one delivery. */
export interface RecordFate {
  readonly n: number;
  readonly fate: "acknowledged" | "comes again" | "dead";
}

/** The records of one try by their numbers, and what became of them. */
export class Ledger {
  readonly #inputs: PlacedRecord[] = [];
  readonly #sent: object[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #open = new Set<number>();
  readonly #acknowledged: PlacedRecord[] = [];
  readonly #dead: PlacedRecord[] = [];

  /** How many records were sent. */
  get count(): number {
    return this.#inputs.length;
  }

  /** How many records have no final fate. */
  get open(): number {
    return this.#open.size;
  }

  /** Copies: an invariant may sort what it gets. */
  get seen(): Seen {
    return { sent: [...this.#inputs], acknowledged: [...this.#acknowledged], dead: [...this.#dead] };
  }

  /** @param sent the input without its place. */
  send(input: PlacedRecord, sent: object): void {
    this.#open.add(this.count);
    this.#inputs.push(input);
    this.#sent.push(sent);
  }

  sentOf(n: number): object {
    return this.#sent[n] as object;
  }

  /** A record has reached its broker. Where equal contents have equal ids, it replaces the one before. */
  arrive(n: number, id: string): void {
    const before = this.#numbers.get(id);
    if (before !== undefined) this.#open.delete(before);
    this.#numbers.set(id, n);
  }

  settle({ acknowledged, dead }: DeliveryReport): void {
    this.#end(acknowledged, this.#acknowledged);
    this.#end(dead, this.#dead);
  }

  fatesOf({ acknowledged, returned, dead }: DeliveryReport): readonly RecordFate[] {
    const fates = (ids: readonly string[], fate: RecordFate["fate"]) =>
      this.numbersOf(ids).map((n) => ({ n, fate }));
    return [
      ...fates(acknowledged, "acknowledged"),
      ...fates(returned, "comes again"),
      ...fates(dead, "dead"),
    ];
  }

  numbersOf(ids: readonly string[]): readonly number[] {
    return ids.flatMap((id) => this.#numbers.get(id) ?? []);
  }

  #end(ids: readonly string[], ended: PlacedRecord[]): void {
    for (const n of this.numbersOf(ids)) {
      if (this.#open.delete(n)) ended.push(this.#inputs[n] as PlacedRecord);
    }
  }
}
