import { type Mutant, type Native, withContext } from "./mutant.js";

const wire = "aws/api-gateway-v2";
const VALUES = "bytes are logged by their number, Maps and Headers by what is in them, and no credentials";

/** An adapter whose log sees other fields. */
const fields = (map: (fields: Native) => Native) => (fn: Native) =>
  withContext(fn, ({ log }) => ({
    log: {
      ...log,
      info: (message: string, given: Native) => log.info(message, given && map(given)),
      error: (message: string, given: Native) => log.error(message, given && map(given)),
    },
  }));

/** Adapters that log less than they were given, or more than they should. */
export const logMutants: readonly Mutant[] = [
  {
    name: "the errors of an AggregateError are not logged",
    wire,
    function: fields(({ error, ...rest }) => (error ? { ...rest, error: new Error(error.message) } : rest)),
    caughtBy: ["the causes of a logged error are in its line"],
  },
  {
    name: "bytes are logged one by one",
    wire,
    function: fields(({ bytes, ...rest }) => ({ ...rest, bytes: bytes && [...bytes] })),
    caughtBy: [VALUES],
  },
  {
    name: "a Map is logged as an object without members",
    wire,
    function: fields(({ map, ...rest }) => ({ ...rest, map: map && {} })),
    caughtBy: [VALUES],
  },
  {
    name: "credentials are logged with what an http client says of its call",
    wire,
    function: fields(({ call, ...rest }) => ({ ...rest, call: call && Object.values(call.headers) })),
    caughtBy: [VALUES],
  },
  {
    name: "credentials are logged with the headers",
    wire,
    function: fields(({ headers, ...rest }) => ({
      ...rest,
      headers: headers && [...headers].map(([name, value]) => `${name}: ${value}`),
    })),
    caughtBy: [VALUES],
  },
];
