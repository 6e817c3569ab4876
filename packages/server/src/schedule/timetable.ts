import { LONGEST_TIMER, type Timers } from "onefn/provider";
import type { Calendar } from "./calendar.js";
import type { Occurrence } from "./codec.js";

/** What a timetable knows of an occurrence. */
type Due = Pick<Occurrence, "scheduledAt" | "missed">;

/** What becomes of an occurrence while the run before it has not ended. */
export type Overlap = "skip" | "queue";

/** What a timetable works with. */
export interface TimetableOptions {
  readonly calendar: Calendar;
  readonly timers: Timers;
  readonly overlap: Overlap;
  /** Runs the function. Never rejects. */
  run(due: Due): Promise<unknown>;
  /** Hears of an occurrence that does not become a run, and of those after it until the next run. */
  skipped(first: Date, why: string): void;
}

/** The most occurrences that wait. */
const MOST = 100;

/**
 * Milliseconds after which a timer looks at the clock again: timers stand still while a machine sleeps, and do not
 * notice that its clock was set.
 */
const LOOK = 30_000;

/** Starts the runs of one function, one after another. */
export class Timetable {
  readonly #options: TimetableOptions;
  readonly #waiting: Due[] = [];
  #next: Date | null;
  #missed: Date | undefined;
  #running = false;
  #stopped = false;
  #timer: unknown;

  constructor(options: TimetableOptions) {
    this.#options = options;
    const { calendar, timers } = options;
    this.#next = calendar.nextRun(new Date(timers.Date.now()));
  }

  /** The next occurrence; null if there is none. */
  get next(): Date | null {
    return this.#next;
  }

  /** Waits for the next occurrence. */
  readonly start = (): void => {
    if (this.#stopped) return;
    const { timers } = this.#options;
    this.#check(new Date(timers.Date.now()));
    if (!this.#next) return;
    const wait = Math.max(0, this.#next.getTime() - timers.Date.now());
    this.#timer = timers.setTimeout(this.start, Math.min(wait, LOOK, LONGEST_TIMER));
  };

  /** Starts nothing more. What waited is skipped. */
  stop(): void {
    this.#stopped = true;
    this.#options.timers.clearTimeout(this.#timer as never);
    const [first] = this.#waiting.splice(0);
    if (first) this.#options.skipped(first.scheduledAt, "the process stops");
  }

  /** Takes what is due. The plan goes on from the planned times: the clock may be set back meanwhile. */
  #check(now: Date): void {
    if (!this.#next || this.#next > now) return;
    if (this.#options.overlap === "queue") this.#queue(now);
    else this.#takeLatest(this.#next, now);
    this.#proceed();
  }

  /** Of the occurrences that are due, the latest becomes a run, unless the run before it has not ended. */
  #takeLatest(first: Date, now: Date): void {
    const { calendar } = this.#options;
    const [found = first] = calendar.previousRuns(1, new Date(now.getTime() + 1));
    const latest = found > first ? found : first;
    if (this.#running) this.#miss(first, "the run before it has not ended");
    else {
      if (latest > first) this.#miss(first, "the process was blocked or suspended");
      this.#wait(latest);
    }
    this.#next = calendar.nextRun(latest);
  }

  #queue(now: Date): void {
    const { calendar } = this.#options;
    while (this.#next && this.#next <= now) {
      if (this.#waiting.length >= MOST) {
        this.#miss(this.#next, `${MOST} runs wait already`);
        this.#next = calendar.nextRun(now);
      } else {
        this.#wait(this.#next);
        this.#next = calendar.nextRun(this.#next);
      }
    }
  }

  #wait(scheduledAt: Date): void {
    this.#waiting.push({ scheduledAt, missed: this.#missed });
    this.#missed = undefined;
  }

  #miss(first: Date, why: string): void {
    this.#missed ??= first;
    this.#options.skipped(first, why);
  }

  /** Begins the run that has waited longest, if none goes on. */
  #proceed(): void {
    if (this.#running || this.#stopped) return;
    const due = this.#waiting.shift();
    if (!due) return;
    this.#running = true;
    void this.#options.run(due).then(() => {
      this.#running = false;
      this.#proceed();
    });
  }
}
