import { randomUUID } from "node:crypto";
import {
  createHttpDeployment,
  FunctionLog,
  type HttpDeployment,
  type HttpExchange,
  type HttpOptions,
  type HttpWire,
  type Load,
  readClientRequest,
  reloading,
  schema,
  toClientResponse,
  within,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { adapt } from "../index.js";
import type { KiteAnswer, KiteCall } from "../wire.js";
import { overJson } from "./over-json.js";

/** Kite's network in front of a function. */
export const calls: HttpWire = {
  kind: "http",
  shape: "call",
  trigger: "call",
  capabilities: capabilities.call,
  result: {
    schema: schema.object({
      status: schema.integer(200, 599),
      headers: schema.array(schema.array(schema.string())),
      body: schema.string(),
    }),
    wrong: [null, { status: 200, headers: {}, body: "" }, { status: 200, headers: [], body: null }],
  },
  identities: [],
  deploy,
};

function deploy(load: Load, { adapt: options, timeout = 30_000, tap }: HttpOptions = {}): HttpDeployment {
  const log = new FunctionLog("kite");
  const handler = reloading(load, (functions) => adapt(functions, { ...options, log: log.write }));
  return createHttpDeployment({
    trigger: "call",
    running: { lines: log.lines, close: async () => {} },
    tap,
    async answer(request, caller, tell) {
      const sent = await readClientRequest(request, caller);
      const bytes = sent.body && Buffer.from(await new Response(sent.body).arrayBuffer());
      const written: KiteCall = {
        kite: "call",
        id: randomUUID(),
        method: sent.method,
        target: sent.target,
        host: sent.headers.find(([name]) => name === "host")?.[1] ?? sent.host,
        headers: sent.headers,
        body: bytes && `${sent.brokenBase64 ? "%%%%" : ""}${bytes.toString("base64")}`,
        peer: sent.ip,
        deadline: Date.now() + timeout,
      };
      // A replaced event is passed on as if Kite had written it.
      const nativeEvent = (sent.replaceEvent ? sent.replaceEvent(written) : written) as KiteCall;
      let nativeResult: KiteAnswer | undefined;
      let failure: Pick<HttpExchange, "error"> = {};
      try {
        nativeResult = await within(timeout, () => handler()(overJson(nativeEvent)));
        if (!nativeResult) throw new Error("The function took too long.");
      } catch (error) {
        failure = { error };
        log.lines.push(`Kite: the call failed: ${error}`);
      }
      log.end(written.id);
      const { status, headers, body } = nativeResult ? overJson(nativeResult) : NO_ANSWER;
      const receiving = { method: sent.method, signal: sent.signal, stops: false, ended: () => {} };
      const output = toClientResponse({ status, headers, body: streamOf(body) }, receiving);
      tell({ nativeEvent, nativeResult, output, ...failure });
      return output;
    },
  });
}

/** What a client gets if the function fails or takes too long. */
const NO_ANSWER: KiteAnswer = { status: 502, headers: [], body: "" };

function streamOf(base64: string): ReadableStream<Uint8Array> | null {
  return new Response(Buffer.from(base64, "base64")).body as ReadableStream<Uint8Array> | null;
}
