import { Buffer } from "node:buffer";
import {
  absoluteUrl,
  type CarriedBody,
  carriedBody,
  carriedSize,
  clientBehind,
  createRequest,
  type HttpCodec,
  headerEntries,
  parseTraceparent,
  takeBuffered,
} from "onefn/provider";
import type { HeaderLine, KiteAnswer, KiteCall } from "./wire.js";

/** Kite's HTTP wire. Pure functions: a call comes in, an answer goes out, nothing else changes. */
export const call: HttpCodec<KiteCall, KiteAnswer, undefined> = {
  kind: "http",
  trigger: "call",
  matches: (native) => (native as Partial<KiteCall> | null)?.kite === "call",
  decode: (native, decoding) =>
    createRequest({
      method: native.method,
      url: () => urlOf(native, decoding.options.basePath),
      header: (name) => joined(native.headers, name),
      headers: () => native.headers,
      body: () => carriedBody(carried(native), (base64) => Buffer.from(base64, "base64"), "kite"),
      signal: () => decoding.signal,
    }),
  method: (native) => native.method,
  encode,
  bodySize: (native, limit) => carriedSize(carried(native), limit),
  context: {
    trace: ({ headers }) => parseTraceparent(joined(headers, "traceparent"), joined(headers, "tracestate")),
    client: ({ headers, peer }, _, { trustedProxies }) => ({
      ip: clientBehind(peer, joined(headers, "x-forwarded-for"), trustedProxies),
      geo: undefined,
    }),
  },
};

/** Kite carries every body in base64. */
function carried({ body }: KiteCall): CarriedBody {
  return { body, isBase64Encoded: true };
}

function urlOf({ host, target }: KiteCall, basePath: string | undefined): string {
  return absoluteUrl("https", host, undefined, target, basePath);
}

/** Throws at once for an error in the response's head; a later error is a failure of the body. */
function encode(response: Response): KiteAnswer | Promise<KiteAnswer> {
  const { status } = response;
  const headers: HeaderLine[] = [];
  headerEntries(response, (name, value) => headers.push([name, value]));
  const body = takeBuffered(response);
  const answer = (bytes: string | Uint8Array | null): KiteAnswer => ({
    status,
    headers,
    body: bytes === null ? "" : Buffer.from(bytes as string).toString("base64"),
  });
  return body instanceof Promise ? body.then(answer) : answer(body);
}

/** Joins repeated headers, as HTTP does. */
function joined(headers: readonly HeaderLine[], name: string): string | null {
  const values = headers.filter(([each]) => each === name).map(([, value]) => value);
  return values.length > 0 ? values.join(name === "cookie" ? "; " : ", ") : null;
}
