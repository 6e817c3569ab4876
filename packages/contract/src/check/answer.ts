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

/** A part in which a wire answers otherwise than most providers. */
export interface Difference {
  readonly wire: string;
  readonly input: string;
  readonly part: string;
  readonly value: string | undefined;
  /** What most providers answer. */
  readonly expected: string | undefined;
  readonly log: string | undefined;
}

/** Where the wires' answers to one input differ from what most providers say; among equals the first counts. */
export function differencesIn(answers: readonly Answer[]): readonly Difference[] {
  const names = new Set(answers.flatMap(({ parts }) => Object.keys(parts)));
  return [...names].flatMap((part) => {
    const expected = mostCommon(answers, part);
    return answers
      .filter(({ parts }) => parts[part] !== expected)
      .map(({ wire, input, parts, log }) => ({ wire, input, part, value: parts[part], expected, log }));
  });
}

/** Every provider has one vote, which its wires share: one of many wires is not right because of their number. */
function mostCommon(answers: readonly Answer[], part: string): string | undefined {
  const votes = new Map<string | undefined, number>();
  for (const provider of new Set(answers.map(({ wire }) => providerOf(wire)))) {
    const own = answers.filter(({ wire }) => providerOf(wire) === provider).map(({ parts }) => parts[part]);
    for (const value of new Set(own)) {
      const share = own.filter((each) => each === value).length / own.length;
      votes.set(value, (votes.get(value) ?? 0) + share);
    }
  }
  const most = Math.max(...votes.values());
  return [...votes].find(([, count]) => count === most)?.[0];
}

/** `aws` of `aws/alb`. */
export function providerOf(wire: string): string {
  return wire.slice(0, wire.indexOf("/"));
}

/** The last log line that speaks of an error. */
export function failureIn(lines: readonly string[]): string | undefined {
  return lines.findLast((line) => /\berror\b|ONEFN_/i.test(line));
}
