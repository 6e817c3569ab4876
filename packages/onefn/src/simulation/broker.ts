import { OnefnError } from "../errors.js";
import type { BrokerOptions, Fate } from "./broker-source.js";
import { createClock } from "./clock.js";
import type { DeliveryReport, DrainReport, RecordDeployment, RewriteRequest } from "./record-wire.js";
import { drained, NOTHING, noFates } from "./reports.js";
import type { Clock, ReplaceEvent } from "./wire.js";

/** A record as the broker keeps it. */
interface Kept<Sent, Stored> {
  readonly id: string;
  readonly sent: Sent;
  readonly stored: Stored;
  readonly place: string;
  readonly deadFrom: string | undefined;
  attempt: number;
  /** Whether it was delivered, even if that delivery did not count. */
  delivered: boolean;
  firstDeliveredAt: number;
  visibleAt: number;
  /** Marks records that are delivered again together, such as those of one half. */
  group?: object | undefined;
}

/**
 * A deployment that keeps, delivers and settles records as one source does.
 *
 * @example
 * const deployment = createBroker({ trigger: "sqs", from: "onefn/aws", running, options, delay, accept, record, event, invoke, settle });
 */
export function createBroker<Sent, Stored, Native, Answer>(
  source: BrokerOptions<Sent, Stored, Native, Answer>,
): RecordDeployment<Sent> {
  return new Broker(source);
}

class Broker<Sent, Stored, Native, Answer> implements RecordDeployment<Sent> {
  readonly #source: BrokerOptions<Sent, Stored, Native, Answer>;
  readonly #clock: Clock;
  readonly #places = new Map<string, Map<string, Kept<Sent, Stored>>>();
  readonly #sequences = new Map<string, number>();
  readonly #attempts: number;
  readonly #batch: number;

  constructor(source: BrokerOptions<Sent, Stored, Native, Answer>) {
    const { options: { clock = createClock(), batchSize = 10, maxAttempts = 3 } = {} } = source;
    this.#source = source;
    this.#clock = clock;
    this.#attempts = source.attempts ?? maxAttempts;
    this.#batch = Math.min(batchSize, source.batch ?? batchSize);
  }

  get lines(): readonly string[] {
    return this.#source.running.lines;
  }

  close(): Promise<void> {
    return this.#source.running.close();
  }

  async send(to: string, records: readonly Sent[]): Promise<readonly string[]> {
    const place = this.#nameOf(to);
    const kept = this.#kept(place);
    const now = this.#clock.now();
    return records.map((sent, index) => {
      const sequence = (this.#sequences.get(place) ?? 0) + 1;
      this.#sequences.set(place, sequence);
      const sending = { to: place, index, count: records.length, now, sequence };
      const { id, stored } = this.#source.accept(sent, sending);
      if (stored !== undefined) {
        const unseen = {
          attempt: 0,
          delivered: false,
          firstDeliveredAt: now,
          visibleAt: now,
          deadFrom: undefined,
        };
        kept.set(id, { id, sent, stored, place, ...unseen });
      }
      return id;
    });
  }

  async deliver(
    from: string | readonly string[],
    replaceEvent?: ReplaceEvent,
    rewrite?: RewriteRequest,
  ): Promise<DeliveryReport> {
    const { trigger, options, event, invoke, settle } = this.#source;
    const now = this.#clock.now();
    const { taken, records } = this.#take([from].flat(), now);
    if (taken.length === 0) return NOTHING;
    const repeated = taken.filter(({ delivered }) => delivered).map(({ id }) => id);
    for (const each of taken) each.delivered = true;
    const written = event(records, taken);
    const nativeEvent = replaceEvent ? replaceEvent(written) : written;
    const answer = await invoke(nativeEvent, taken, now, rewrite);
    const { fates, halved = false, together = false, ...told } = settle(answer, taken);
    if (together) for (const each of taken) each.group = taken;
    const output: DeliveryReport = {
      ...this.#end(taken, fates, halved && taken.length > 1),
      repeated,
      ...("error" in told && { error: told.error }),
    };
    options?.tap?.({ trigger, input: taken.map(({ sent }) => sent), nativeEvent, output, ...told });
    return output;
  }

  async drain(from: string): Promise<DrainReport> {
    const kept = this.#kept(this.#nameOf(from));
    const reports: DeliveryReport[] = [];
    while (kept.size > 0) {
      const report = await this.deliver(from);
      if (report.delivered.length === 0) this.#letTimePass(kept.values());
      else reports.push(report);
    }
    return drained(reports);
  }

  #nameOf(to: string): string {
    return this.#source.place?.(to) ?? to;
  }

  #kept(place: string): Map<string, Kept<Sent, Stored>> {
    let kept = this.#places.get(place);
    if (!kept) {
      kept = new Map();
      this.#places.set(place, kept);
    }
    return kept;
  }

  /** Takes the visible records that fit into one event, and hides them. */
  #take(from: readonly string[], now: number) {
    const { record, lanes, oneOfLane, unordered, delay, onePlace } = this.#source;
    const { bytes = Number.POSITIVE_INFINITY } = this.#source;
    const taken: Kept<Sent, Stored>[] = [];
    const records: Native[] = [];
    let room = bytes;
    for (const place of from.map((each) => this.#nameOf(each))) {
      const kept = [...this.#kept(place).values()];
      if (unordered) kept.reverse();
      const hidden = new Set(
        lanes && kept.filter(({ visibleAt }) => visibleAt > now).map(({ stored }) => lanes(stored)),
      );
      hidden.delete(undefined);
      for (const each of kept) {
        if (taken.length === this.#batch) return { taken, records };
        if (taken[0] && taken[0].group !== each.group) return { taken, records };
        if (each.visibleAt > now || (lanes && hidden.has(lanes(each.stored)))) continue;
        const firstDeliveredAt = each.attempt === 0 ? now : each.firstDeliveredAt;
        const next = { ...each, attempt: each.attempt + 1, firstDeliveredAt };
        const native = record(next);
        if (bytes !== Number.POSITIVE_INFINITY) room -= sizeOf(native);
        if (room < 0 && taken.length > 0) return { taken, records };
        Object.assign(each, next, { visibleAt: now + delay });
        taken.push(each);
        if (oneOfLane) hidden.add(lanes?.(each.stored));
        records.push(native);
      }
      if (onePlace && taken.length > 0) break;
    }
    return { taken, records };
  }

  #end(taken: readonly Kept<Sent, Stored>[], fates: readonly Fate[], halved: boolean) {
    const halves = [{}, {}];
    const ends = noFates();
    taken.forEach((each, index) => {
      if (halved) {
        each.attempt--;
        each.group = halves[Math.floor((2 * index) / taken.length)] as object;
      }
      const { id, place, attempt, deadFrom } = each;
      // A record without a fate comes again. The place for dead records keeps them until they are settled.
      const fate = fates[index] ?? "again";
      const exhausted = deadFrom === undefined && attempt >= this.#attempts;
      if (fate === "done") {
        ends.acknowledged.push(id);
        this.#kept(place).delete(id);
      } else if (fate === "dead" || exhausted) {
        ends.dead.push(id);
        if (!this.#bury(each)) ends.lost.push(id);
      } else {
        ends.returned.push(id);
        if (typeof fate === "object") each.visibleAt = this.#clock.now() + fate.after;
      }
    });
    return { delivered: taken.map(({ id }) => id), ...ends };
  }

  /** Moves a dead record. False: there is no place for it. */
  #bury(record: Kept<Sent, Stored>): boolean {
    const { id, place } = record;
    this.#kept(place).delete(id);
    const to = this.#source.dead?.(place);
    if (to === undefined) return false;
    const unseen = { attempt: 0, delivered: false, visibleAt: this.#clock.now() };
    this.#kept(to).set(id, { ...record, ...unseen, place: to, deadFrom: place });
    return true;
  }

  #letTimePass(kept: Iterable<Kept<Sent, Stored>>): void {
    const before = this.#clock.now();
    const hidden = [...kept].map(({ visibleAt }) => visibleAt).filter((at) => at > before);
    // Real time passes meanwhile: a record hidden a moment ago may be visible by now.
    if (hidden.length === 0) return;
    const next = hidden.reduce((least, at) => Math.min(least, at));
    this.#clock.advance(next - before);
    if (this.#clock.now() > before) return;
    const { from, trigger } = this.#source;
    throw new OnefnError(
      "ONEFN_INVALID_OPTION",
      `[${from}] ${trigger} drain: the clock did not advance, so hidden records stay hidden. ` +
        "Pass a clock whose advance() moves its time.",
    );
  }
}

/** The bytes of one record in a JSON array. */
function sizeOf(record: unknown): number {
  return new TextEncoder().encode(JSON.stringify(record)).length + 1;
}
