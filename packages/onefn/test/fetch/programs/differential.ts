/**
 * Compares the light Fetch classes with the running Node's own: thousands of generated constructor arguments and
 * method calls, each outcome a value or the name of an error. Prints what differs as JSON.
 */
import { installFast } from "../../../src/fetch/fast.js";
import { createRequest, createResponse, installGlobals } from "../../../src/fetch/node.js";
import {
  callCreatedRequest,
  callCreatedResponse,
  callHeaders,
  callRequest,
  callResponse,
  type Kit,
} from "./calls.js";
import { knownDifference } from "./known.js";
import { callClasses } from "./looks.js";
import { Random } from "./random.js";

const [mode, seed, rounds] = process.argv.slice(2);

const native: Kit = {
  Headers,
  Request,
  Response,
  createRequest(source) {
    const body = source.body();
    return new native.Request(source.url(), {
      method: source.method,
      headers: [...source.headers()] as [string, string][],
      // As bytes: a string would bring a content type of its own.
      body: typeof body === "string" ? Buffer.from(body) : (body as Uint8Array<ArrayBuffer> | null),
      duplex: "half",
    });
  },
  createResponse: (body, init) => new native.Response(body as string | null, init),
};
installGlobals();
if (mode === "fast") installFast();
const light: Kit = { Headers, Request, Response, createRequest, createResponse };

// Node's own Response goes on writing a form to a body that was cancelled, and throws where nobody can catch it.
process.on("uncaughtException", (error: NodeJS.ErrnoException) => {
  if (error.code !== "ERR_INVALID_STATE") throw error;
});

const created = [callClasses, callRequest, callCreatedRequest, callCreatedResponse];
const calls = mode === "fast" ? [callHeaders, callResponse, ...created] : created;
const differences: unknown[] = [];
const known: Record<string, number> = {};
let compared = 0;
for (let round = 0; round < Number(rounds); round++) {
  for (const call of calls) {
    const state = Number(seed) * 1_000_003 + round;
    const expected = await call(native, new Random(state));
    const actual = await call(light, new Random(state));
    compared += expected.length;
    for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
      const [step, wanted] = expected[index] ?? ["nothing"];
      const got = actual[index]?.[1];
      if (JSON.stringify(wanted) === JSON.stringify(got)) continue;
      const reason = knownDifference(step, wanted, got);
      if (reason) known[reason] = (known[reason] ?? 0) + 1;
      else differences.push({ call: call.name, round, step, wanted, got });
      // One that threw and one that did not have nothing more in common.
      if (typeof wanted !== typeof got || /throws/.test(`${wanted}${got}`)) break;
    }
  }
}
// The first ones say what is wrong, and a pipe takes no more of them before the process ends.
console.log(JSON.stringify({ compared, known, differences: differences.slice(0, 20) }));
process.exit();
