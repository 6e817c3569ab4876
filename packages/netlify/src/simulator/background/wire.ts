import { createClock, pathBelow, type TaskWire, type WrittenRequest } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { NetlifyHost } from "../host.js";
import { newId } from "../network.js";
import { answerTo, startPosting } from "../posted.js";

const TRIGGER = "background-functions";

/** Milliseconds. */
const TIMEOUT = 900_000;

/** Bytes of a request's body. @see https://docs.netlify.com/build/functions/configuration */
const REQUEST_LIMIT = 256 * 1024;

/** Netlify does not say how it refuses a larger one. */
const TOO_LARGE = { name: undefined, message: undefined, text: "" } as const;

/**
 * Milliseconds before each further try of a call that failed.
 * @see https://docs.netlify.com/build/functions/background-functions/
 */
const WAITS = [60_000, 120_000];

/**
 * Calls a host's functions as background functions. The caller's answer is there at once; here it comes when all tries
 * are over, so that a test can look at what they did.
 */
export function createBackgroundWire(host: NetlifyHost): TaskWire {
  return {
    kind: "task",
    shape: "call",
    trigger: TRIGGER,
    capabilities: capabilities[TRIGGER] ?? {},
    requests: true,
    result: { reason: "Nobody gets what a background function returns." },
    async deploy(load, { adapt, tap, timeout = TIMEOUT, clock = createClock() } = {}) {
      const { running, path = "/" } = await startPosting(host, load, adapt);
      return {
        get lines() {
          return running.lines;
        },
        close: () => running.close(),
        async send(input, { name, rewrite } = {}) {
          const written: WrittenRequest = {
            path: pathBelow(path, name),
            headers: { "content-type": "application/json" },
            body: JSON.stringify(input),
          };
          const nativeEvent = rewrite?.(written) ?? written;
          if (Buffer.byteLength(nativeEvent.body) > REQUEST_LIMIT) return { error: TOO_LARGE };
          const id = newId();
          const output = { accepted: true } as const;
          for (const wait of [0, ...WAITS]) {
            clock.advance(wait);
            // Whatever status a Response has, only an error is a failure.
            const { nativeResult: _, ...failure } = await answerTo(running, nativeEvent, id, timeout);
            tap?.({ trigger: TRIGGER, input, output, nativeEvent, nativeResult: undefined, ...failure });
            if (!("error" in failure)) break;
          }
          return output;
        },
      };
    },
  };
}
