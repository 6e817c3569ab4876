/** What one wire made of one input, in named parts that are compared one by one. */
export interface Answer {
  /** The provider and its wire, such as `aws/alb`. */
  readonly wire: string;
  /** The input, in a few words. */
  readonly input: string;
  /** `status`, `body`, `set-cookie` and each header by its name for http; `outcome` for messages. */
  readonly parts: Readonly<Record<string, string>>;
  /** The gravest log line that the function or the adapter wrote, where something failed. */
  readonly log: string | undefined;
}

/** A part in which a wire answers otherwise than most. */
export interface Difference {
  readonly wire: string;
  readonly input: string;
  readonly part: string;
  readonly value: string | undefined;
  /** What most wires answer. */
  readonly expected: string | undefined;
  readonly log: string | undefined;
}

/** Where the wires' answers to one input differ from what most of them say; among equals the first counts. */
export function differencesIn(answers: readonly Answer[]): readonly Difference[] {
  const names = new Set(answers.flatMap(({ parts }) => Object.keys(parts)));
  return [...names].flatMap((part) => {
    const expected = mostCommon(answers.map(({ parts }) => parts[part]));
    return answers
      .filter(({ parts }) => parts[part] !== expected)
      .map(({ wire, input, parts, log }) => ({ wire, input, part, value: parts[part], expected, log }));
  });
}

function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<[T | undefined, number]>(
    (best, each) => (each[1] > best[1] ? each : best),
    [undefined, 0],
  )[0];
}

/** The last log line that speaks of an error. */
export function failureIn(lines: readonly string[]): string | undefined {
  return lines.findLast((line) => /\berror\b|ONEFN_/i.test(line));
}
