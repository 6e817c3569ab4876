import type { Answer, Difference } from "../../../packages/contract/src/check/answer.js";
import type { Failure } from "../../../packages/contract/src/check/failures.js";

// biome-ignore lint/suspicious/noExplicitAny: a module's exports, whatever they are.
type Module = any;

/** A `checkFunction` that is broken on purpose, and the tests that must see it. */
export interface CheckMutant {
  readonly name: string;
  /** The module of `packages/contract/src/check` that is broken. */
  readonly module: string;
  /** The exports that take the place of the real ones. */
  broken(real: Module): Readonly<Record<string, unknown>>;
  readonly caughtBy: readonly string[];
}

/** Failures that nobody is told of. */
const silent =
  (isSilent: (failure: Failure) => boolean): CheckMutant["broken"] =>
  ({ failuresIn }) => ({
    failuresIn: (...args: unknown[]) => failuresIn(...args).filter((failure: Failure) => !isSilent(failure)),
  });

/** Answers that are read wrongly. */
const misread =
  (read: (answer: Answer) => Answer): CheckMutant["broken"] =>
  ({ start }) => ({
    start: (...args: unknown[]) => {
      const wire = start(...args);
      const ask = async () =>
        new Map([...(await wire.ask())].map(([index, answer]) => [index, read(answer)] as const));
      return { ...wire, ask };
    },
  });

const withOutcome = (answer: Answer, outcome: string): Answer => ({
  ...answer,
  parts: { ...answer.parts, outcome },
});

const checks = (...names: readonly string[]) => names.map((name) => `checkFunction: ${name}`);
const kinds = (...names: readonly string[]) => names.map((name) => `checkFunction, by kinds: ${name}`);
const sending = (...names: readonly string[]) =>
  names.map((name) => `sends a body as a client does: ${name}`);

export const checkMutants: readonly CheckMutant[] = [
  {
    name: "an input that was not sent is green",
    module: "failures",
    broken: silent(({ what }) => what.startsWith("not sent")),
    caughtBy: checks("reports a message that no queue accepts the same way on every wire"),
  },
  {
    name: "a 5xx from every wire is green",
    module: "failures",
    broken: silent(({ what }) => /answered 5/.test(what)),
    caughtBy: checks("fails if a request is answered 500 on every wire"),
  },
  {
    name: "an input that no function takes is green",
    module: "failures",
    broken: silent(({ what }) => what === "no function took it"),
    caughtBy: [
      ...checks("fails if a request matches no function on every wire"),
      ...kinds(
        "fails if no function takes a message",
        "fails if a filter leaves out a notification",
        "fails if a filter leaves out an event",
      ),
    ],
  },
  {
    name: "what a filter leaves out is green",
    module: "started-wire",
    broken: misread(({ unmatched, ...answer }) =>
      answer.parts.outcome === "ack" ? answer : { ...answer, ...(unmatched && { unmatched }) },
    ),
    caughtBy: kinds("fails if a filter leaves out a notification", "fails if a filter leaves out an event"),
  },
  {
    name: "an unknown expectation is taken",
    module: "failures",
    broken: () => ({ EXPECTATIONS: { includes: () => true, join: () => "" } }),
    caughtBy: checks("rejects options that it does not have, and values that none of them can be"),
  },
  {
    name: "faked timers are waited for",
    module: "real-timers",
    broken: () => ({
      refuseFakedTimers: (place: string) => {
        // Without end, as far as a test can tell.
        if ("clock" in setTimeout) throw new Error(`${place}: timed out`);
      },
    }),
    caughtBy: checks("rejects faked timers instead of waiting without end, and lets Date be faked"),
  },
  {
    name: "a hook that is denied by an error of onefn's own is green",
    module: "failures",
    broken: silent(({ what }) => what.includes("DECISION_INVALID")),
    caughtBy: kinds("fails if a hook is denied because its answer is no decision"),
  },
  {
    name: "what threw is green",
    module: "failures",
    broken: silent(({ what }) => what.startsWith("the function threw")),
    caughtBy: kinds(
      "tells a crash from a retry and a reject, and fails because of it",
      "compares a task that crashes",
      "fails if a hook crashes",
      "fails if a transform crashes",
    ),
  },
  {
    name: "success is expected of nobody",
    module: "failures",
    broken: ({ failuresIn }) => ({
      failuresIn: (answers: unknown, index: unknown, expected: string) =>
        failuresIn(answers, index, expected === "success" ? "answers" : expected),
    }),
    caughtBy: kinds(
      "lets a function answer 404, retry and reject, unless success is expected",
      "fails because of a TaskError if success is expected",
      "asks a hook where its moment exists, and lets it deny, unless success is expected",
    ),
  },
  {
    name: "success is expected of everybody",
    module: "failures",
    broken: ({ failuresIn }) => ({
      failuresIn: (answers: unknown, index: unknown) => failuresIn(answers, index, "success"),
    }),
    caughtBy: [
      ...kinds(
        "lets a function answer 404, retry and reject, unless success is expected",
        "asks a hook where its moment exists, and lets it deny, unless success is expected",
      ),
      ...checks("fails if a request is answered 500 on every wire"),
    ],
  },
  {
    name: "a retry is read as a crash",
    module: "started-wire",
    broken: misread((answer) => (answer.parts.outcome === "retry" ? withOutcome(answer, "crash") : answer)),
    caughtBy: kinds(
      "tells a crash from a retry and a reject, and fails because of it",
      "compares outcomes of messages",
    ),
  },
  {
    name: "a crash is read as a retry",
    module: "started-wire",
    broken: misread(({ threw: _, ...answer }) =>
      answer.parts.outcome === "crash" ? withOutcome(answer, "retry") : answer,
    ),
    caughtBy: kinds("tells a crash from a retry and a reject, and fails because of it"),
  },
  {
    name: "only the first input is sent",
    module: "started-wire",
    broken: ({ start }) => ({
      start: (
        provider: unknown,
        wire: unknown,
        functions: unknown,
        inputs: readonly unknown[],
        options: unknown,
      ) => start(provider, wire, functions, inputs.slice(0, 1), options),
    }),
    caughtBy: [
      ...checks("distinguishes inputs with the same path"),
      ...kinds("compares outcomes of messages"),
    ],
  },
  {
    name: "a body is sent in chunks, whatever it is",
    module: "sent-request",
    broken: ({ toSend }) => ({
      toSend: async (given: Request) => {
        if (!given.body) return toSend(given);
        // A stream that is no stream of bytes has no length.
        const stream = new Response(given.clone().body).body?.pipeThrough(new TransformStream());
        const init = { method: given.method, headers: given.headers, body: stream, duplex: "half" };
        return toSend(new Request(given.url, init as RequestInit));
      },
    }),
    caughtBy: sending("with the length of FormData", "with the length of bytes"),
  },
  {
    name: "a stream is sent as bytes",
    module: "sent-request",
    broken: ({ toSend }) => ({
      toSend: async (given: Request) => {
        if (!given.body) return toSend(given);
        const body = new Uint8Array(await given.clone().arrayBuffer());
        return toSend(new Request(given.url, { method: given.method, headers: given.headers, body }));
      },
    }),
    caughtBy: sending("without the length of a stream, and names the gap of a wire that does not read it"),
  },
  {
    name: "a gap is not named",
    module: "gaps",
    broken: () => ({ gapsOf: () => [], gapNamed: () => [] }),
    caughtBy: [
      ...sending("without the length of a stream, and names the gap of a wire that does not read it"),
      ...kinds("names the gap of wires that cannot drop a record"),
    ],
  },
  {
    name: "the functions' file is not looked at",
    module: "lacking",
    broken: () => ({ lackingOn: async () => [] }),
    caughtBy: [
      "the functions' file: is checked for what limited runtimes lack, through its imports",
      "the functions' file: must be there",
    ],
  },
  {
    name: "what asks for a global first is blamed",
    module: "bundle",
    broken: ({ bundleFor }) => ({
      bundleFor: async (...args: unknown[]) => {
        const bundle = await bundleFor(...args);
        return { ...bundle, files: bundle.files.map((file: object) => ({ ...file, globals: ["Buffer"] })) };
      },
    }),
    caughtBy: ["the functions' file: may ask for a global before it uses it"],
  },
  {
    name: "tables are always printed",
    module: "check-text",
    broken: ({ checkText, tableText }) => ({
      checkText: (checked: readonly unknown[]) =>
        [checkText(checked), ...checked.map((each) => tableText(each, checked.length))].join("\n\n"),
    }),
    caughtBy: checks("distinguishes inputs with the same path"),
  },
  {
    name: "most wires are right, whoever has most of them",
    module: "answer",
    broken: ({ differencesIn }) => ({
      differencesIn: (answers: readonly Answer[], index: number) =>
        differencesIn(
          answers.map((answer) => ({ ...answer, wire: `all/${answer.wire}` })),
          index,
        ).map((each: Difference) => ({ ...each, wire: each.wire.slice("all/".length) })),
    }),
    caughtBy: checks("names the provider that differs, even if it has most of the wires"),
  },
  {
    name: "only the status is compared",
    module: "answer",
    broken: ({ differencesIn }) => ({
      differencesIn: (...args: unknown[]) =>
        differencesIn(...args).filter(({ part }: Difference) => part === "status"),
    }),
    caughtBy: checks(
      "names the wire, the part and both values of a difference",
      "gives the reason for a different answer from the log",
    ),
  },
  {
    name: "the log is not told",
    module: "answer",
    broken: () => ({ failureIn: () => undefined }),
    caughtBy: checks(
      "gives the reason for a different answer from the log",
      "gives a reason from the log once for several differences",
    ),
  },
  {
    name: "an empty list passes",
    module: "input",
    broken: () => ({ refuseInputs: () => {} }),
    caughtBy: checks("rejects an empty list and invalid inputs"),
  },
  {
    name: "an input that nothing takes passes",
    module: "input",
    broken: () => ({ refuseUnanswered: () => {} }),
    caughtBy: checks("rejects an input that no function or wire takes"),
  },
];
