import { message } from "onefn";
import { type AnyCodec, createAdapter, defineProvider, type Pipeline } from "onefn/provider";
import { describe, expect, it } from "vitest";

const provider = defineProvider({
  name: "test",
  runtime: "node",
  context: {},
  platform: () => undefined,
  formatLog: ({ message: text }) => text,
  writeLog: () => {},
});

/** A pipeline that answers each event with the trigger of the codec that recognised it. */
function answering(...codecs: AnyCodec[]): Pipeline {
  return {
    kinds: ["message"],
    codecs,
    bind: () =>
      codecs.map(
        ({ trigger }) =>
          () =>
            trigger,
      ),
  };
}

/** Knows the events that are one of `words`. */
function codec(trigger: string, ...words: string[]): AnyCodec {
  return { trigger, kind: "message", matches: (native) => words.includes(native as string) };
}

const adapt = (...pipelines: Pipeline[]) =>
  createAdapter(
    "test",
    provider,
    pipelines,
    message(() => {}),
    {},
  );

describe("recognition", () => {
  it("finds the codec of each event, whatever the events before it were", () => {
    const handle = adapt(
      answering(codec("a", "a"), codec("b", "b"), codec("c", "c")),
      answering(codec("d", "d"), codec("e", "e")),
    );
    const words = [..."abcdeedcbaaecdbbaced"];
    expect(words.map((word) => handle(word, undefined))).toEqual(words);
  });

  it("asks a pipeline before the next one, whoever recognised the latest event", () => {
    const handle = adapt(answering(codec("first", "x", "y")), answering(codec("last", "x", "z")));
    expect(["z", "x", "z", "x"].map((word) => handle(word, undefined))).toEqual([
      "last",
      "first",
      "last",
      "first",
    ]);
  });

  it("asks those that recognised the latest events before those that never did", () => {
    const asked: string[] = [];
    const noting = (trigger: string): AnyCodec => ({
      trigger,
      matches(native) {
        asked.push(trigger);
        return native === trigger;
      },
    });
    const handle = adapt(answering(...[..."abcdef"].map(noting)));
    handle("f", undefined);
    handle("e", undefined);
    asked.length = 0;
    handle("f", undefined);
    handle("e", undefined);
    expect(asked).toEqual(["e", "f", "f", "e"]);
  });

  it("asks a codec of events without a shape only if a function takes its kind", () => {
    const made = { ...codec("made up", "x"), shapeless: true };
    expect(adapt(answering(codec("a", "a")), answering(made))("x", undefined)).toBe("made up");
    const unused = { ...answering(made), kinds: ["schedule"] as const };
    expect(() => adapt(answering(codec("a", "a")), unused)("x", undefined)).toThrow(
      expect.objectContaining({ code: "ONEFN_UNKNOWN_EVENT" }),
    );
  });

  it("lists the triggers of an entry in their own order", () => {
    const handle = adapt(answering(codec("a", "a"), codec("b", "b")), answering(codec("c", "c")));
    handle("b", undefined);
    expect(() => handle("unknown", undefined)).toThrow("recognises a, b, c.");
  });
});
