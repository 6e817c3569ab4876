import { type Native, ofWire } from "./mutant.js";
import { verifying } from "./verified.js";

const INPUT = "nobody waits: the handler gets the output of the input's schema";
const WRONG_INPUT =
  "nobody waits: a wrong input is in the log, with its place and without its values, and no handler runs";
const WRONG_OUTPUT = "nobody waits: a wrong output is in the log, and the call is not repeated";
const REFUSAL =
  "nobody waits: a TaskError is in the log with its name and its cause, and the call is not repeated";
const REPEATED = "nobody waits: a call whose task fails is repeated, and each failure is in the log";
const UNVERIFIED =
  "nobody waits: without the option events, no task runs, and one log line says how to verify a call";
const SECRET =
  "nobody waits: a call with the right secret runs its task, and one with a wrong secret, or none, is in the log";
const ELSEWHERE = "nobody waits: a call on another path is in the log";

/** An adapter that drops the log lines in which a text stands. */
const silent = (text: string) => (line: string) => (line.includes(text) ? undefined : line);

/** Adapters that run background functions wrongly. */
export const backgroundMutants = ofWire("netlify/background-functions", [
  {
    name: "the input is not checked before a background function",
    function: (fn) => ({ ...fn, input: undefined }) as Native,
    caughtBy: [INPUT, WRONG_INPUT],
  },
  {
    name: "the output of a background function is not checked",
    function: (fn) => ({ ...fn, output: undefined }) as Native,
    caughtBy: [WRONG_OUTPUT],
  },
  {
    name: "a failure is swallowed, so that Netlify does not repeat the call",
    thrown: () => undefined,
    caughtBy: [REPEATED],
  },
  {
    name: "a failure is a Response with the status 500, which is a success to Netlify",
    thrown: () => new Response(null, { status: 500 }),
    caughtBy: [REPEATED],
  },
  {
    name: "what fails on purpose is repeated",
    function: (fn) => ({
      ...fn,
      handler: async (...args: Native[]) => {
        try {
          return await fn.handler(...args);
        } catch (error) {
          throw Object.assign(new Error((error as Native)?.message), { cause: (error as Native)?.cause });
        }
      },
    }),
    caughtBy: [REFUSAL],
  },
  { name: "a TaskError is not in the log", line: silent("Card.Declined"), caughtBy: [REFUSAL] },
  {
    name: "an unexpected error is not in the log",
    line: silent("ONEFN_HANDLER_FAILED"),
    caughtBy: [REPEATED],
  },
  { name: "a refused call is not in the log", line: silent("ONEFN_CALL_REFUSED"), caughtBy: [ELSEWHERE] },
  {
    name: "a call without verification is not in the log",
    line: silent("ONEFN_UNVERIFIED_EVENT"),
    caughtBy: [UNVERIFIED, SECRET],
  },
  {
    name: "whoever calls a background function is believed",
    options: (options) => ({ ...options, events: { verify: "platform" } }),
    caughtBy: [UNVERIFIED, SECRET],
  },
  {
    name: "verify is called, and its answer is ignored",
    options: verifying((verify) => async (request: Native) => {
      await verify(request);
      return true;
    }),
    caughtBy: [SECRET],
  },
]);
