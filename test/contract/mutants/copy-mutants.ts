import type { Mutant, Native } from "./mutant.js";

const CONTEXT = "a copy of the context has every member or throws, and the context prints all its members";
const MESSAGES = ["contract-copied", "contract-copied-batch"].map(
  (queue) =>
    `a copy of a message or its context has every member or throws, and both print all their members: ${queue}`,
);

/** The same object, whose members a copy does not have: an accessor of a class is inherited like these. */
const inherited = (input: Native): Native =>
  Array.isArray(input) ? input.map(inherited) : Object.create(input);

/** The same object, which lists all its members but one. */
const without = (name: string) => (input: Native) =>
  new Proxy(input, {
    get: (target, key) => Reflect.get(target, key, target),
    ownKeys: (target) => Reflect.ownKeys(target).filter((key) => key !== name),
  });

const given = (input: (input: Native) => Native, context: (context: Native) => Native) => (fn: Native) => ({
  ...fn,
  handler: (one: Native, other: Native) => fn.handler(input(one), context(other)),
});

const same = (value: Native) => value;

/** Adapters that hand over what cannot be copied without a loss. */
export const copyMutants: readonly Mutant[] = [
  {
    name: "a context's members are accessors of its class",
    wire: "aws/api-gateway-v2",
    function: given(same, inherited),
    caughtBy: [CONTEXT],
  },
  {
    name: "a message context's members are accessors of its class",
    wire: "aws/sqs",
    function: given(same, inherited),
    caughtBy: MESSAGES,
  },
  {
    name: "a message's members are accessors of its class",
    wire: "aws/sqs",
    function: given(inherited, same),
    caughtBy: MESSAGES,
  },
  {
    name: "a message's bytes are a part of Node's pool",
    wire: "aws/kinesis",
    function: (fn) => ({
      ...fn,
      handler: (one: Native, other: Native) => {
        const data = one.data instanceof Uint8Array ? Buffer.from(one.data) : one.data;
        return fn.handler(
          new Proxy(one, { get: (to, key) => (key === "data" ? data : Reflect.get(to, key)) }),
          other,
        );
      },
    }),
    caughtBy: ["as: bytes gives a Uint8Array of its own, and no Buffer in a pool"],
  },
  {
    name: "a context does not list its variables",
    wire: "aws/api-gateway-v2",
    function: given(same, without("env")),
    caughtBy: [CONTEXT],
  },
];
