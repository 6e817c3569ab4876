import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type HttpContext, http, text } from "onefn";
import { wiresOf } from "onefn/simulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { matrix } from "./matrix.js";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** How handlers listen to whether they may stop. Each keeps its listener: whoever forgets to remove one is no leak. */
const WAYS: Readonly<Record<string, (request: Request, context: HttpContext, listener: () => void) => void>> =
  {
    "request.signal": ({ signal }, _, listener) => signal.addEventListener("abort", listener),
    "context.signal": (_, { signal }, listener) => signal.addEventListener("abort", listener),
    "the signal of a Request made of the request": (request, _, listener) =>
      new Request("http://127.0.0.1/", { signal: request.signal }).signal.addEventListener("abort", listener),
    "the signal of a clone": (request, _, listener) =>
      request.clone().signal.addEventListener("abort", listener),
    both(request, { signal }, listener) {
      request.signal.addEventListener("abort", listener);
      signal.addEventListener("abort", listener);
    },
  };

/** Node 20 keeps these for ever, and so does a Request of the platform's, which holds its signal: docs/decisions/signals.md. */
const OF_OUR_REQUESTS: typeof WAYS = {
  "a signal that follows request.signal": ({ signal }, _, listener) =>
    AbortSignal.any([signal, new AbortController().signal]).addEventListener("abort", listener),
  "a signal that follows context.signal": (_, { signal }, listener) =>
    AbortSignal.any([signal]).addEventListener("abort", listener),
};

const PASS_THE_PLATFORMS = /^(?:cloudflare|vercel|netlify)\/(?!functions-v1$)/;

function waysOn(wire: string): typeof WAYS {
  const released = Number.parseInt(process.versions.node, 10) >= 22 && !PASS_THE_PLATFORMS.test(wire);
  return released ? { ...WAYS, ...OF_OUR_REQUESTS } : WAYS;
}

const REQUESTS = 30;

/** A connection, and the machinery of a test, may hold the last ones. */
const LAST = 5;

const wires = matrix.flatMap((simulator) =>
  wiresOf(simulator, "http").map((wire) => ({ name: `${simulator.provider}/${wire.trigger}`, wire })),
);

describe.each(wires)(
  "a request that has ended is not kept by who listened to its signal: $name",
  ({ name, wire }) => {
    const ways = waysOn(name);
    it.each(Object.keys(ways))("%s", async (way) => {
      const seen: WeakRef<object>[] = [];
      const listening = http((request, context) => {
        const order = { request, context };
        seen.push(new WeakRef(order));
        ways[way]?.(request, context, () => order);
        return text("listening");
      });
      const deployment = await wire.deploy(() => listening);
      onTestFinished(() => deployment.close());
      for (let index = 0; index < REQUESTS; index++) {
        const response = await deployment.send(new Request("https://shop.example/"));
        expect(await response.text()).toBe("listening");
      }
      expect(seen).toHaveLength(REQUESTS);
      expect(await kept(seen)).toBeLessThanOrEqual(LAST);
    });
  },
);

/** How many of some objects are still there once garbage has been collected. */
async function kept(objects: readonly WeakRef<object>[]): Promise<number> {
  let count = objects.length;
  // What has been looked at stays until the turn is over, and one collection makes work for the next.
  for (let round = 0; round < 10 && count > LAST; round++) {
    await sleep(5);
    collect();
    count = objects.filter((each) => each.deref() !== undefined).length;
    await sleep(5);
  }
  return count;
}
