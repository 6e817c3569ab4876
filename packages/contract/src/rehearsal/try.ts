import type { AnyFunction } from "onefn";
import { listFunctions } from "onefn/provider";
import type { DeliveryReport, RecordDeployment } from "onefn/simulator";
import type { PlacedRecord } from "../check/record-answer.js";
import type { AnyRecordWire } from "./casts.js";
import { comesAgain, type DeliveryFault, expiryOf, keepsNoOrder } from "./faults.js";
import type { House } from "./house.js";
import { Ledger } from "./ledger.js";
import type { Invariant, Pick, RehearsalOptions, Rehearsed, Stage } from "./options.js";
import { Outbox } from "./outbox.js";
import { placeOf } from "./placed.js";
import type { Begun, RehearsedProcess } from "./process.js";
import type { Step } from "./steps.js";
import type { Told } from "./told.js";
import { Violation } from "./violation.js";

/** Real milliseconds after which a delivery that does not end has its next timer rung. */
const PATIENCE = 2_000;
/** Milliseconds that pass by themselves: pollers collect what they tell their broker for so long. */
const MOMENT = 1_000;
/** More than any broker hides a record for. */
const HOUR = 3_600_000;
/** The deliveries after which records that still come again are said to come without end. */
const ROUNDS = 500;

/** The deliveries that empty the brokers after a violation, if they can be emptied. */
const ROUNDS_AFTER = 50;

/** A place of one deployment that records were sent to. */
interface Place {
  readonly to: string;
  readonly half: number;
  readonly wire: AnyRecordWire;
  readonly deployment: RecordDeployment<unknown>;
  readonly outbox: Outbox;
}

/** One try: a world, and its functions behind the wires of a cast. */
export class Try<World extends Rehearsed> {
  readonly #script: Script<World>;
  readonly #house: House;
  readonly #tell: (told: Told) => void;
  readonly #ledger = new Ledger();
  readonly #places: Place[] = [];
  readonly #world: World;
  readonly #functions: readonly AnyFunction[];
  readonly #process: RehearsedProcess;

  private constructor(script: Script<World>, house: House, world: World, tell: (told: Told) => void) {
    this.#script = script;
    this.#house = house;
    this.#tell = tell;
    this.#world = world;
    this.#functions = listFunctions("onefn/contract", world.functions as never);
    this.#process = house.open(this.#functions);
  }

  /** Plays steps, and lets everything come to rest. @throws Violation */
  static async play<World extends Rehearsed>(
    script: Script<World>,
    house: House,
    steps: readonly Step[],
    tell: (told: Told) => void = () => {},
  ): Promise<void> {
    house.time.reset();
    let process: RehearsedProcess | undefined;
    const world = await script.setup({
      provider: house.cast.provider,
      answer: () => process?.answer() ?? Promise.resolve(),
      now: () => house.time.now(),
    });
    const played = new Try(script, house, world, tell);
    process = played.#process;
    try {
      await played.#play(steps);
    } catch (error) {
      // What is left in its brokers would reach the next try.
      if (!(await played.#comesToRest())) await house.close();
      throw error;
    } finally {
      played.#process.close();
    }
  }

  async #play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      await this.#take(step);
      await this.#check(false);
    }
    await this.#rest();
    await this.#check(true);
  }

  async #take(step: Step): Promise<void> {
    if (step.do === "wait") {
      this.#house.time.advance(step.seconds * 1_000);
      return this.#tell(step);
    }
    if (step.do === "send") return this.#send(step);
    const place = this.#places[step.place % this.#places.length];
    if (place) await this.#deliver(place, step.fault);
  }

  async #send({ choice, late }: Extract<Step, { readonly do: "send" }>): Promise<void> {
    const { inputs } = this.#script;
    const n = this.#ledger.count;
    const input = Array.isArray(inputs)
      ? inputs[n % inputs.length]
      : (inputs as (n: number, pick: Pick) => PlacedRecord)(n, pickBy(choice));
    const { kind, to, sent } = placeOf(input as PlacedRecord, this.#functions);
    const wire = this.#house.cast.wires.find((each) => each.kind === kind);
    if (!wire) return;
    const lane = keepsNoOrder(wire) ? undefined : laneOf(sent);
    const half = this.#house.cast.faults.includes("parallel") ? halfOf(choice, lane) : 0;
    const place = await this.#place(wire, to, half);
    this.#house.tally.sent++;
    this.#ledger.send(input as PlacedRecord, sent);
    place.outbox.add(n, lane, late);
    this.#tell({ do: "send", n, to, sent, late });
    await this.#arrive(place, place.outbox.arriving());
  }

  async #place(wire: AnyRecordWire, to: string, half: number): Promise<Place> {
    const known = this.#places.find((place) => place.wire === wire && place.to === to && place.half === half);
    if (known) return known;
    const deployment = await this.#house.deployment(wire, half);
    const place = { to, half, wire, deployment, outbox: new Outbox() };
    this.#places.push(place);
    return place;
  }

  async #arrive(place: Place, numbers: readonly number[]): Promise<void> {
    for (const n of numbers) {
      const [id = ""] = await place.deployment.send(place.to, [this.#ledger.sentOf(n)]);
      this.#ledger.arrive(n, id);
    }
  }

  async #deliver(place: Place, fault?: DeliveryFault): Promise<void> {
    place.outbox.pass();
    await this.#arrive(place, place.outbox.arriving());
    if (await this.#deliverVisible(place, fault)) return;
    await this.#arrive(place, place.outbox.arriving(true));
    this.#house.time.advance(HOUR);
    await this.#deliverVisible(place, fault);
  }

  /** One delivery, if a record is visible. */
  async #deliverVisible(place: Place, fault: DeliveryFault | undefined): Promise<boolean> {
    const begun = this.#process.begin(fault, comesAgain(place.wire));
    let after: "expiry" | "parallel" | undefined;
    const report = await this.#ended(place.deployment.deliver(place.to), begun, async () => {
      after = fault?.name === "parallel" ? "parallel" : "expiry";
      if (after === "parallel") await this.#deliverOthers(place, fault as DeliveryFault, begun.ids);
      else await this.#deliverMeanwhile(place, fault as DeliveryFault, begun.ids);
    });
    if (report?.delivered.length === 0) return false;
    if (report) this.#ledger.settle(report);
    const fates = report && this.#ledger.fatesOf(report);
    if (after) this.#tell({ do: "end", after, fates: fates ?? [] });
    else
      this.#tell({
        do: "deliver",
        to: place.to,
        fault: fault && begun.struck() ? fault : undefined,
        handled: this.#ledger.numbersOf(begun.ids),
        fates,
      });
    return true;
  }

  /** Another process handles records of another place, while one that has some stands still. */
  async #deliverOthers(place: Place, fault: DeliveryFault, ids: readonly string[]): Promise<void> {
    this.#tell({ do: "pause", to: place.to, fault, handled: this.#ledger.numbersOf(ids) });
    for (const other of this.#places) {
      if (other !== place && (await this.#deliverVisible(other, undefined))) return;
    }
  }

  /** The time for which the broker hides a record is over, while a process that has it stands still. */
  async #deliverMeanwhile(place: Place, fault: DeliveryFault, ids: readonly string[]): Promise<void> {
    const { to, wire } = place;
    this.#tell({
      do: "expire",
      to,
      fault,
      of: expiryOf(wire)?.of ?? "time",
      handled: this.#ledger.numbersOf(ids),
    });
    this.#house.time.advance(HOUR);
    await this.#deliverVisible(place, undefined);
  }

  /**
   * The report of a delivery. Undefined: the process ended, and its broker heard no answer.
   *
   * @param meanwhile is done once, while the process stands still.
   */
  async #ended(
    delivery: Promise<DeliveryReport>,
    begun: Begun,
    meanwhile: () => Promise<void>,
  ): Promise<DeliveryReport | undefined> {
    const begin = Date.now();
    const killed = begun.killed.then(() => turn()).then(() => "killed" as const);
    let standing: Promise<"standing"> | undefined = begun.standing.then(() => "standing" as const);
    for (;;) {
      const end = await Promise.race([killed, delivery, ...(standing ? [standing] : []), turn()]);
      if (end === "standing") {
        standing = undefined;
        await meanwhile();
        begun.resume();
        continue;
      }
      if (end !== undefined) return end === "killed" ? undefined : end;
      const stands = begun.waits() || Date.now() - begin > PATIENCE;
      this.#house.time.ringNext(stands ? undefined : MOMENT);
    }
  }

  /** Delivers without faults until every record is acknowledged or dead. */
  async #rest(): Promise<void> {
    this.#tell({ do: "rest" });
    for (let round = 0; this.#ledger.open > 0; round++) {
      if (round === ROUNDS)
        throw new Violation("every record is acknowledged or dead in the end", "some come again without end");
      const before = this.#ledger.open;
      for (const place of this.#places) await this.#deliver(place);
      if (this.#ledger.open < before) await this.#check(false);
    }
  }

  /** Empties the brokers after a violation. False: they cannot be used again. */
  async #comesToRest(): Promise<boolean> {
    for (let round = 0; this.#ledger.open > 0 && round < ROUNDS_AFTER; round++) {
      for (const place of this.#places) await this.#deliver(place);
    }
    return this.#ledger.open === 0;
  }

  async #check(atRest: boolean): Promise<void> {
    for (const invariant of this.#script.invariants) {
      if (isAtRest(invariant) && !atRest) continue;
      const check = typeof invariant === "function" ? invariant : invariant.check;
      try {
        if ((await check(this.#world as World, this.#ledger.seen)) !== false) continue;
      } catch (error) {
        throw new Violation(
          invariant.name || "unnamed",
          error instanceof Error ? error.message : String(error),
          error,
        );
      }
      throw new Violation(invariant.name || "unnamed", "it is false");
    }
  }
}

/** What tries have in common. */
export interface Script<World> {
  readonly setup: (stage: Stage) => World | Promise<World>;
  readonly inputs: RehearsalOptions<World>["inputs"];
  readonly invariants: RehearsalOptions<World>["invariants"];
}

function isAtRest<World>(invariant: Invariant<World>): boolean {
  return typeof invariant === "object" && invariant.atRest === true;
}

/** The order that a broker keeps is that of a key. */
function laneOf(sent: object): string {
  return JSON.stringify(("key" in sent && sent.key) || null);
}

/** The lane of records without a key. */
const NO_KEY = "null";

/** Records of one lane are in the same half: that of a key, or the first if they have none. */
function halfOf(choice: number, lane: string | undefined): number {
  if (lane === undefined) return choice % 2;
  return lane === NO_KEY ? 0 : [...lane].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 2;
}

/** A turn of the event loop, in which everything happens that waits for nothing but itself. */
function turn(): Promise<undefined> {
  return new Promise((resolve) => void setImmediate(resolve, undefined));
}

/** Chooses by a number, each time by another part of it. */
function pickBy(choice: number): Pick {
  let left = choice;
  return <T>(list: readonly T[]): T => {
    const index = left % list.length;
    left = Math.floor(left / list.length) + choice * 7_919;
    return list[index] as T;
  };
}
