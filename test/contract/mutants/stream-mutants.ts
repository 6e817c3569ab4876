import { Buffer } from "node:buffer";
import type { Mutant, Native } from "./mutant.js";

const wire = "aws/function-url-stream";

/** A response stream with some of its methods replaced; the others are the real one's. */
function withMethods(stream: Native, own: Native): Native {
  return new Proxy(stream, {
    get: (target, name) => (Object.hasOwn(own, name) ? own[name] : Reflect.get(target, name, target)),
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}

/** Adapters that stream, and do it badly. */
export const streamMutants: readonly Mutant[] = [
  {
    name: "a stream is collected before it is sent",
    wire,
    sink: (stream) => {
      const chunks: Buffer[] = [];
      return withMethods(stream, {
        write: (chunk: Uint8Array | string) => chunks.push(Buffer.from(chunk as string)) > 0,
        end: () => {
          stream.write(Buffer.concat(chunks));
          stream.end();
        },
      });
    },
    caughtBy: ["the first piece of a stream leaves before the last is made"],
  },
  {
    name: "a stream is made as fast as it can be",
    wire,
    sink: (stream) =>
      withMethods(stream, {
        write: (chunk: Uint8Array) => {
          stream.write(chunk);
          return true;
        },
      }),
    caughtBy: ["a handler produces no more of a stream than its client reads"],
  },
  {
    name: "an empty stream ends without its head",
    wire,
    sink: (stream) =>
      withMethods(stream, {
        write: (chunk: Uint8Array | string) => (chunk.length === 0 ? true : stream.write(chunk)),
      }),
    caughtBy: ["a stream leaves whole: empty", "an empty answer leaves as empty: no-body"],
  },
  {
    name: "a stream loses its last piece",
    wire,
    sink: (stream) => {
      let last: Uint8Array | string | undefined;
      return withMethods(stream, {
        write: (chunk: Uint8Array | string) => {
          const kept = last;
          last = chunk;
          return kept === undefined ? stream.write("") : stream.write(kept);
        },
      });
    },
    caughtBy: ["a stream leaves whole: many", "a stream leaves whole: split-character"],
  },
  {
    name: "pieces of a stream are decoded as text, each by itself",
    wire,
    sink: (stream) =>
      withMethods(stream, {
        write: (chunk: Uint8Array | string) => stream.write(Buffer.from(chunk as string).toString("utf8")),
      }),
    caughtBy: [
      "a stream leaves whole: split-character",
      "a stream of bytes leaves as it is, with its status",
    ],
  },
];
