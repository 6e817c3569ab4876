import { randomUUID } from "node:crypto";
import {
  FunctionLog,
  type HttpDeployment,
  type HttpWire,
  type Load,
  readClientRequest,
  type Simulator,
  type SimulatorOptions,
  toClientResponse,
} from "onefn/simulator";
import { capabilities } from "./capabilities.js";
import { adapt } from "./index.js";
import type { KiteAnswer, KiteCall } from "./wire.js";

const wire: HttpWire = { trigger: "call", capabilities, identities: [], deploy };

/** Plays Kite from outside. It shares the wire's types with the codec and no code, so that errors cannot cancel out. */
export const simulator: Simulator = { provider: "kite", http: [wire], message: [] };

function deploy(
  load: Load,
  { adapt: options, timeout = 30_000, tap }: SimulatorOptions = {},
): HttpDeployment {
  const log = new FunctionLog("kite");
  return {
    lines: log.lines,
    close: async () => {},
    async send(request, caller) {
      const sent = await readClientRequest(request, caller);
      const bytes = sent.body && Buffer.from(await new Response(sent.body).arrayBuffer());
      const native: KiteCall = {
        kite: "call",
        id: randomUUID(),
        method: sent.method,
        target: sent.target,
        host: sent.headers.find(([name]) => name === "host")?.[1] ?? sent.host,
        headers: sent.headers,
        body: bytes?.toString("base64") ?? null,
        peer: sent.ip,
        deadline: Date.now() + timeout,
      };
      const handler = adapt(load() as Parameters<typeof adapt>[0], { ...options, log: log.write });
      const answer = await within(timeout, handler(overJson(native)));
      log.end(native.id);
      tap?.({ trigger: "call", nativeEvent: native, nativeResult: answer });
      const { status, headers, body } = answer ? overJson(answer) : NO_ANSWER;
      const receiving = { method: sent.method, signal: sent.signal, stops: false, ended: () => {} };
      return toClientResponse({ status, headers, body: streamOf(body) }, receiving);
    },
  };
}

/** What Kite's clients get when a function fails or takes too long. */
const NO_ANSWER: KiteAnswer = { status: 502, headers: [], body: "" };

function overJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}

function streamOf(base64: string): ReadableStream<Uint8Array> | null {
  return new Response(Buffer.from(base64, "base64")).body as ReadableStream<Uint8Array> | null;
}
