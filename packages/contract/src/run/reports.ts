import { inspect } from "node:util";
import type { Deployment, Exchange } from "onefn/simulator";
import { REPORT } from "../functions/report.js";
import { PATIENT } from "./patience.js";

/** How a case waits for log lines. */
interface Listening {
  /** The first line that counts. Default: the next one. */
  readonly from?: number;
  /** Milliseconds that a line may take. */
  readonly patience?: number;
}

/** What the functions have logged since a case began. */
export class Reports {
  readonly #deployment: Deployment;
  readonly #exchanges: readonly Exchange[];
  readonly #from: number;
  readonly #patience: number;

  /** @param exchanges the invocations since the case began. */
  constructor(
    deployment: Deployment,
    exchanges: readonly Exchange[],
    { from = deployment.lines.length, patience = PATIENT.line }: Listening = {},
  ) {
    this.#deployment = deployment;
    this.#exchanges = exchanges;
    this.#from = from;
    this.#patience = patience;
  }

  /** The log lines since the case began. */
  get lines(): readonly string[] {
    return this.#deployment.lines.slice(this.#from);
  }

  /** The log lines since the functions were deployed. */
  get all(): readonly string[] {
    return this.#deployment.lines;
  }

  /** Everything that a developer sees: the log lines, and the adapter's errors, which a provider logs itself. */
  get told(): readonly string[] {
    const thrown = this.#exchanges.map(({ error }) => error).filter((error) => error !== undefined);
    return [...this.lines, ...thrown.map((error) => inspect(error))];
  }

  /** What functions reported since the case began, in order. */
  get seen(): readonly Readonly<Record<string, unknown>>[] {
    return this.lines.map(reportIn).filter((seen) => seen !== undefined);
  }

  /**
   * The line that matches, or the nth of them; waits for it, and throws if it does not come. Lines of other processes
   * arrive one after the other.
   */
  async line(matches: (line: string) => boolean, nth = 1): Promise<string> {
    return this.#await(() => this.lines.filter(matches)[nth - 1], "a log line");
  }

  /** The first report that matches; waits for it, and throws if none comes. */
  async report(
    matches: (seen: Readonly<Record<string, unknown>>) => boolean,
  ): Promise<Readonly<Record<string, unknown>>> {
    return this.#await(() => this.seen.find(matches), "a report of the function");
  }

  /** The first text for developers that matches; waits for it, and throws if none comes. */
  async telling(what: RegExp): Promise<string> {
    return this.#await(() => this.told.find((each) => what.test(each)), `what tells of ${what.source}`);
  }

  async #await<T>(find: () => T | undefined, what: string): Promise<T> {
    const until = Date.now() + this.#patience;
    for (let looks = 1; ; looks++) {
      const found = find();
      if (found !== undefined) return found;
      // Where the machine stalls, the time is over after a few looks: what writes the line had no more turns than those.
      if (Date.now() > until && looks > FEWEST_LOOKS)
        throw new Error(`${what} did not come within ${this.#patience} ms`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

const FEWEST_LOOKS = 20;

/** The report in a log line of any format: JSON with the text somewhere inside, or the text itself. */
function reportIn(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.includes(REPORT)) return undefined;
  const text = textsIn(parse(line)).find((each) => each.includes(REPORT)) ?? line;
  return JSON.parse(text.slice(text.indexOf(REPORT) + REPORT.length)) as Readonly<Record<string, unknown>>;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

/** All strings in a value, at any depth. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
