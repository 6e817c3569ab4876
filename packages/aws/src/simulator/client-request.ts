import type { Auth } from "onefn/provider";
import type { Caller } from "onefn/simulator";

/** A request as its bytes reach a gateway, before the gateway changes anything. */
export interface ClientRequest {
  readonly method: string;
  /** As the client wrote it, up to the question mark. */
  readonly path: string;
  /** As the client wrote it, without the question mark. */
  readonly query: string;
  /** In order, with names as the client wrote them. A name may occur several times. */
  readonly headers: readonly HeaderLine[];
  /** Empty if there is none. */
  readonly body: Uint8Array;
  readonly host: string;
  readonly ip: string;
  /** The caller's identity, as the gateway verifies it. */
  readonly auth: Auth | undefined;
  /** Whether base64 is made invalid. */
  readonly brokenBase64: boolean;
}

export type HeaderLine = readonly [name: string, value: string];

/** An address from the range reserved for documentation. */
const DEFAULT_IP = "203.0.113.7";

/** Reads a Request as a client would write it. */
export async function readRequest(request: Request, caller: Caller = {}): Promise<ClientRequest> {
  const url = new URL(request.url);
  const body = new Uint8Array(await request.arrayBuffer());
  const target = caller.target ?? url.pathname + url.search;
  const mark = target.indexOf("?");
  return {
    method: request.method,
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? "" : target.slice(mark + 1),
    headers: headerLines(request, url.host, body.length, caller.rawHeaders ?? []),
    body,
    host: url.host,
    ip: caller.ip ?? DEFAULT_IP,
    auth: caller.auth,
    brokenBase64: caller.brokenBase64 ?? false,
  };
}

/** `rawHeaders` replace the request's headers of the same names. */
function headerLines(
  request: Request,
  host: string,
  length: number,
  rawHeaders: readonly HeaderLine[],
): HeaderLine[] {
  const replaced = new Set(rawHeaders.map(([name]) => name.toLowerCase()));
  const lines: HeaderLine[] = [...request.headers].filter(([name]) => !replaced.has(name));
  const has = (name: string) => replaced.has(name) || lines.some(([other]) => other === name);
  if (!has("host")) lines.push(["host", host]);
  if (length > 0 && !has("content-length")) lines.push(["content-length", String(length)]);
  return [...lines, ...rawHeaders];
}
