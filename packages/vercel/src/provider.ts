import { clientBehind, defineProvider, formatLogLine, parseTraceparent } from "onefn/provider";
import { geoOf } from "./geo.js";
import type { VercelPlatform } from "./platform.js";
import type { Invocation } from "./queues/invocation.js";

/**
 * Vercel: its context, which is in the request's headers for the most part, and its log lines. Vercel writes these
 * headers itself and drops those of the same names that a client sends.
 * @see https://vercel.com/docs/headers/request-headers
 */
export const vercel = defineProvider<Invocation>({
  name: "vercel",
  runtime: runtime(),
  context: {
    // By its name, which is what a build looks for where it writes variables into the code.
    region: (call: VercelPlatform) => process.env.VERCEL_REGION ?? regionOf(header(call, "x-vercel-id")),
    requestId: (call: VercelPlatform) => header(call, "x-vercel-id"),
    remainingMs: ({ context }: VercelPlatform) => untilDate(context.deadline),
    disconnect: ({ request }: VercelPlatform) => request.signal,
    trace: (call: VercelPlatform) =>
      parseTraceparent(header(call, "traceparent"), header(call, "tracestate")),
    client: (call: VercelPlatform, _, { trustedProxies }) => ({
      ip: clientBehind(header(call, "x-real-ip"), header(call, "x-forwarded-for"), trustedProxies),
      geo: geoOf(call.request.headers),
    }),
    env,
    waitUntil(promise, { context }: VercelPlatform) {
      if (!context.waitUntil) return false;
      // As a method, since Vercel's own may need its `this`.
      context.waitUntil(promise);
    },
  },
  platform: (call) => call,
  formatLog: formatLogLine,
  // Vercel takes a line's level from the method that wrote it.
  writeLog: (line, { level }) => console[level](line),
});

/**
 * All that the Edge runtime has of `process`. A build by Next.js leaves those variables in it that the code names as
 * `process.env.NAME`, and others may: the README says what to do.
 * @see https://github.com/vercel/next.js/issues/38754
 */
function env(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

function runtime(): "edge" | "bun" | "node" {
  if ("EdgeRuntime" in globalThis) return "edge";
  return "Bun" in globalThis ? "bun" : "node";
}

function header({ request }: VercelPlatform, name: string): string | undefined {
  return request.headers.get(name) || undefined;
}

/** The regions that a request came through stand before its id: `cdg1::iad1::x7lm2-…`. The last ran the function. */
function regionOf(id: string | undefined): string | undefined {
  return id?.split("::").at(-2) || undefined;
}

function untilDate(date: string | undefined): number | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : time - Date.now();
}
