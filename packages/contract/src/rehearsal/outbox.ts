import type { Lateness } from "./steps.js";

/** A record on its way to its broker. */
interface Outgoing {
  readonly n: number;
  /** Records of one lane keep their order. Undefined: no order is kept. */
  readonly lane: string | undefined;
  readonly late: Lateness | undefined;
  deliveries: number;
}

/** Records that have not reached their broker yet. */
export class Outbox {
  readonly #waiting: Outgoing[] = [];

  add(n: number, lane: string | undefined, late: Lateness | undefined): void {
    this.#waiting.push({ n, lane, late, deliveries: late?.deliveries ?? 0 });
  }

  /** A delivery passes, by which late records come nearer. */
  pass(): void {
    for (const each of this.#waiting) each.deliveries--;
  }

  /** The numbers of those that arrive now. @param all whether none is late any more. */
  arriving(all = false): readonly number[] {
    const arrived: number[] = [];
    const left: Outgoing[] = [];
    for (const each of this.#waiting) {
      const isHeld = !all && (each.deliveries > 0 || left.some((before) => blocks(before, each)));
      if (isHeld) left.push(each);
      else arrived.push(each.n);
    }
    this.#waiting.splice(0, this.#waiting.length, ...left);
    return arrived;
  }
}

function blocks(before: Outgoing, { lane }: Outgoing): boolean {
  return before.late?.how === "delay" || (lane !== undefined && before.lane === lane);
}
