import type { Gap } from "./gaps.js";

/** One wire's result for one input, in named parts that are compared one by one. */
export interface Answer {
  /** The provider and its wire, such as `aws/alb`. */
  readonly wire: string;
  /** A short description of the input. */
  readonly input: string;
  /** For HTTP: `status`, `body`, `set-cookie` and each header by its name. For messages: `outcome`. */
  readonly parts: Readonly<Record<string, string>>;
  /** The most severe log line of the function or the adapter, if something failed. */
  readonly log: string | undefined;
  /** Whether no function took the request. Absent: one did, or the kind tells it otherwise. */
  readonly unmatched?: boolean;
  /** What the function threw, such as `Error: no such table`, if that is the result. */
  readonly threw?: string;
  /** What the wire cannot carry of this input, by its declared capabilities. */
  readonly gaps?: readonly Gap[];
}

/** A part in which one wire differs from most providers. */
export interface Difference {
  readonly wire: string;
  readonly input: string;
  /** The index of the input. */
  readonly index: number;
  readonly part: string;
  readonly value: string | undefined;
  /** The result of most providers. */
  readonly expected: string | undefined;
  readonly log: string | undefined;
  /** What the wire cannot carry of the input: the likely reason. */
  readonly gaps: readonly Gap[];
}

/** The differences between the wires' results for one input and the most common result; on a tie the first counts. */
export function differencesIn(answers: readonly Answer[], index: number): readonly Difference[] {
  const names = new Set(answers.flatMap(({ parts }) => Object.keys(parts)));
  return [...names].flatMap((part) => {
    const expected = mostCommon(answers, part);
    return answers
      .filter(({ parts }) => parts[part] !== expected)
      .map(({ wire, input, parts, log, gaps = [] }) => ({
        wire,
        input,
        index,
        part,
        value: parts[part],
        expected,
        log,
        gaps,
      }));
  });
}

/** Every provider has one vote, shared by its wires, so that many wires of one provider do not outvote the others. */
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

/** The last log line about an error. */
export function failureIn(lines: readonly string[]): string | undefined {
  return lines.findLast((line) => /\berror\b|ONEFN_/i.test(line));
}
