import type { Auth } from "../context/context.js";
import type { Caller } from "./call-wire.js";
import type { ReplaceEvent } from "./wire.js";

/** One header, as it is written on the wire. */
export type HeaderLine = readonly [name: string, value: string];

/** A request as its client writes it, before the provider changes anything. */
export interface ClientRequest {
  readonly method: string;
  /** Path and query, unchanged. */
  readonly target: string;
  /** In order, names in lower case; a name may occur several times. */
  readonly headers: readonly HeaderLine[];
  readonly body: ReadableStream<Uint8Array> | null;
  readonly host: string;
  readonly ip: string;
  /** The caller's identity, as the provider's gateway verifies it. */
  readonly auth: Auth | undefined;
  /** The caller's option of that name. */
  readonly brokenBase64: boolean;
  /** The caller's option of that name. */
  readonly replaceEvent: ReplaceEvent | undefined;
  /** Aborted when the client goes. */
  readonly signal: AbortSignal;
}

/** Whether HTTP allows a header. Servers answer 400 to others; some gateways pass them on. */
export function isHttp([name, value]: HeaderLine): boolean {
  return /^[!#$%&'*+\-.^_`|~\da-z]+$/i.test(name) && !/[\0\r\n]/.test(value);
}

/** An address from the range reserved for documentation. */
const DEFAULT_IP = "203.0.113.7";

/**
 * Reads a Request as a client would write it. A body that is available in one chunk is sent with its length; a longer
 * one in chunks.
 */
export async function readClientRequest(request: Request, caller: Caller = {}): Promise<ClientRequest> {
  const { rawHeaders = [], target, ip = DEFAULT_IP, auth, brokenBase64 = false, replaceEvent } = caller;
  const url = new URL(request.url);
  const replaced = new Set(rawHeaders.map(([name]) => name.toLowerCase()));
  const lines: HeaderLine[] = [...request.headers].filter(([name]) => !replaced.has(name));
  const has = (name: string) => replaced.has(name) || lines.some(([other]) => other === name);
  if (!has("host")) lines.unshift(["host", url.host]);
  const { body, length } = await measured(request);
  if (length !== undefined && !has("content-length")) lines.push(["content-length", String(length)]);
  return {
    method: request.method,
    target: target ?? url.pathname + url.search,
    headers: [...lines, ...rawHeaders].map(([name, value]) => [name.toLowerCase(), asBytes(value)]),
    body,
    host: url.host,
    ip,
    auth,
    brokenBase64,
    replaceEvent,
    signal: request.signal,
  };
}

interface Measured {
  readonly body: ReadableStream<Uint8Array> | null;
  /** Undefined if it is not known before the end. */
  readonly length?: number;
}

async function measured(request: Request): Promise<Measured> {
  if (!request.body) return { body: null };
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const first = await reader.read();
  if (first.done) return { body: null, length: 0 };
  const second = await reader.read();
  const waiting = second.done ? [first.value] : [first.value, second.value];
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = waiting.shift() ?? (await reader.read()).value;
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return second.done ? { body, length: first.value.byteLength } : { body };
}

/** Clients write characters beyond Latin-1 as UTF-8; a reader that follows the standard takes bytes as characters. */
function asBytes(value: string): string {
  if (!/[^\0-\xff]/.test(value)) return value;
  return Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join("");
}
