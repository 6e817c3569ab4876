import { Buffer } from "node:buffer";
import type { Auth } from "onefn/provider";
import type { Caller } from "onefn/simulator";

/** One header of a request, as it is written. */
export type HeaderLine = readonly [name: string, value: string];

/** A request as a client writes it. */
export interface ClientRequest {
  readonly method: string;
  readonly target: string;
  readonly lines: readonly HeaderLine[];
  readonly body: Buffer;
  /** Whether the body is sent in chunks, without a length. */
  readonly chunked: boolean;
  readonly ip: string;
  readonly auth: Auth | undefined;
}

/** An address from the range reserved for documentation. */
const DEFAULT_IP = "203.0.113.7";

/** Reads a Request as a client would write it. `rawHeaders` replace headers of the same names. */
export async function readRequest(request: Request, caller: Caller = {}): Promise<ClientRequest> {
  const { host, pathname, search } = new URL(request.url);
  const pieces: Uint8Array[] = [];
  for await (const piece of request.body ?? []) pieces.push(piece as Uint8Array);
  const body = Buffer.concat(pieces);
  const chunked = pieces.length > 1;

  const raw = caller.rawHeaders ?? [];
  const replaced = new Set(raw.map(([name]) => name.toLowerCase()));
  const lines: HeaderLine[] = [...request.headers].filter(([name]) => !replaced.has(name));
  const has = (wanted: string) => replaced.has(wanted) || lines.some(([name]) => name === wanted);
  if (!has("host")) lines.unshift(["host", host]);
  if (chunked) lines.push(["transfer-encoding", "chunked"]);
  else if (body.length > 0 && !has("content-length")) lines.push(["content-length", String(body.length)]);
  return {
    method: request.method,
    target: caller.target ?? pathname + search,
    lines: [...lines, ...raw],
    body,
    chunked,
    ip: caller.ip ?? DEFAULT_IP,
    auth: caller.auth,
  };
}
