import { AsyncLocalStorage } from "node:async_hooks";
import type { AnyFunction } from "onefn";
import type { DeliveryFault } from "./faults.js";
import type { Tally } from "./house.js";
import type { VirtualTime } from "./virtual-time.js";

/** A process, from its start to its end. */
interface Life {
  serving: Serving | undefined;
  over: boolean;
  /** Whether it stands still, with all its timers, and will go on. */
  stands: boolean;
}

const newLife = (): Life => ({ serving: undefined, over: false, stands: false });

/** One delivery as the process sees it. */
interface Serving {
  readonly fault: DeliveryFault | undefined;
  /** Whether the broker delivers again what a dead process had in hand. */
  readonly comesAgain: boolean;
  readonly kill: () => void;
  readonly stand: () => void;
  readonly resumed: Promise<void>;
  readonly life: Life;
  struck: boolean;
  calls: number;
  /** The ids of the records that its handlers were given. */
  readonly ids: string[];
  /** Handlers that go on only when a timer rings. */
  waiting: number;
}

/** One call of a handler. */
interface HandlerCall {
  readonly serving: Serving;
  readonly number: number;
  answers: number;
}

/** What the runner knows of a delivery in progress. */
export interface Begun {
  /** Resolves when the process ends before it has answered. */
  readonly killed: Promise<void>;
  /** Resolves when the process stands still. */
  readonly standing: Promise<void>;
  /** Lets it go on. */
  readonly resume: () => void;
  /** The ids of the records that handlers were given. */
  readonly ids: readonly string[];
  /** Whether its fault has happened. */
  readonly struck: () => boolean;
  /** Whether nothing happens before a timer rings. */
  readonly waits: () => boolean;
}

/** One for all tries: every storage makes every promise dearer. */
const calls = new AsyncLocalStorage<HandlerCall>();

const ENDED = "the rehearsal has ended this process";

/** The process that runs the functions of one try: it can be slow, hang, or end, and is then started anew. */
export class RehearsedProcess {
  readonly #time: VirtualTime;
  readonly #functions: readonly AnyFunction[];
  readonly #tally: Tally;
  readonly #stuck = new Set<(error: Error) => void>();
  #life: Life = newLife();
  #loaded: { readonly life: Life; readonly functions: readonly AnyFunction[] } | undefined;
  #closed = false;

  constructor(time: VirtualTime, functions: readonly AnyFunction[], tally: Tally) {
    this.#time = time;
    this.#functions = functions;
    this.#tally = tally;
  }

  /** The functions, as the process that lives now runs them. */
  get functions(): readonly AnyFunction[] {
    if (this.#loaded?.life !== this.#life) {
      const life = this.#life;
      this.#loaded = { life, functions: this.#functions.map((fn) => this.#wrap(fn, life)) };
    }
    return this.#loaded.functions;
  }

  /** A timer of the process that lives now: it ends with it. */
  setTimeout(ring: () => void, ms: number): unknown {
    const life = this.#life;
    const ringIfAlive = () => {
      if (!life.over) ring();
    };
    return this.#time.setTimeout(ringIfAlive, ms, () => life.stands);
  }

  #wrap(fn: AnyFunction, life: Life): AnyFunction {
    const handler = async (input: never, context: never) => {
      const { serving } = life;
      if (!serving) return this.#never();
      const call: HandlerCall = { serving, number: ++serving.calls, answers: 0 };
      await this.#reach(call, "the start");
      this.#tally.handled++;
      for (const { id } of [input].flat() as readonly { readonly id: string }[]) serving.ids.push(id);
      const outcome = await calls.run(call, async () => fn.handler(input, context));
      await this.#reach(call, "the end");
      return outcome;
    };
    return { ...fn, handler };
  }

  /** A dependency's answer to the handler that awaits it. */
  async answer(): Promise<void> {
    const call = calls.getStore();
    if (!call) return;
    call.answers++;
    await this.#reach(call, "an answer");
  }

  /** Begins to serve a delivery: in another process, if the one before has ended or stands still. */
  begin(fault: DeliveryFault | undefined, comesAgain: boolean): Begun {
    const end = signal();
    const stand = signal();
    const resume = signal();
    if (this.#life.over || this.#life.stands) this.#life = newLife();
    const life = this.#life;
    const serving: Serving = {
      fault,
      comesAgain,
      kill: end.give,
      stand: stand.give,
      resumed: resume.given,
      life,
      struck: false,
      calls: 0,
      ids: [],
      waiting: 0,
    };
    life.serving = serving;
    return {
      killed: end.given,
      standing: stand.given,
      resume() {
        life.stands = false;
        resume.give();
      },
      ids: serving.ids,
      struck: () => serving.struck,
      waits: () => serving.waiting > 0,
    };
  }

  /** Ends what never goes on, so that nothing is left behind when the try is over. */
  close(): void {
    this.#life = { ...newLife(), over: true };
    this.#closed = true;
    for (const reject of this.#stuck) reject(new Error(ENDED));
    this.#stuck.clear();
  }

  async #reach(call: HandlerCall, place: "the start" | "an answer" | "the end"): Promise<void> {
    const { serving } = call;
    const { fault, life } = serving;
    if (life.over || life.serving !== serving) return this.#stop(serving);
    if (!fault) return;
    if (fault.name === "throttle") {
      this.#end(serving);
      return this.#stop(serving);
    }
    if (fault.name === "slow")
      return place === "an answer" ? this.#sleep(serving, fault.seconds * 1_000) : undefined;
    if (serving.struck || fault.call !== call.number || !hits(fault, call, place)) return;
    if (fault.name === "deadline") return this.#hang(serving);
    if (fault.name === "expiry" || fault.name === "parallel") return this.#stand(serving);
    this.#end(serving);
    return this.#stop(serving);
  }

  #end(serving: Serving): void {
    serving.struck = true;
    serving.life.over = true;
    if (serving.comesAgain) serving.kill();
  }

  /** A dead process does nothing more. Where its records do not come again, the platform knows that it failed. */
  async #stop({ comesAgain }: Serving): Promise<never> {
    if (!comesAgain) throw new Error("the process ended");
    return this.#never();
  }

  #hang(serving: Serving): Promise<never> {
    serving.struck = true;
    serving.waiting++;
    return this.#never();
  }

  /** Until it is let go on. */
  async #stand(serving: Serving): Promise<void> {
    serving.struck = true;
    serving.life.stands = true;
    serving.stand();
    await serving.resumed;
  }

  async #sleep(serving: Serving, ms: number): Promise<void> {
    serving.struck = true;
    serving.waiting++;
    await new Promise<void>((resolve) => void this.#time.setTimeout(resolve, ms));
    serving.waiting--;
  }

  async #never(): Promise<never> {
    if (this.#closed) throw new Error(ENDED);
    return new Promise((_, reject) => void this.#stuck.add(reject));
  }
}

/** A promise, and what resolves it. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give: () => void = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

function hits(
  { name, answer }: DeliveryFault,
  { answers }: HandlerCall,
  place: "the start" | "an answer" | "the end",
): boolean {
  const isThere = place === "an answer" && answers === answer;
  if (name === "crash" || name === "expiry" || name === "parallel")
    return answer === 0 ? place === "the start" : isThere;
  if (name === "duplicate") return place === "the end";
  return isThere || place === "the end";
}
