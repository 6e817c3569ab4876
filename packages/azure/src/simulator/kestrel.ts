import { Buffer } from "node:buffer";
import { isHttp } from "onefn/simulator";
import type { ClientRequest, HeaderLine } from "./client-request.js";

/** A request as the host's web server, Kestrel, has read it. */
export interface HostRequest {
  readonly method: string;
  readonly host: string;
  /** Decoded and encoded again. */
  readonly path: string;
  /** As it came, with its question mark; empty where there is none. */
  readonly search: string;
  /** Names in lower case; a name that came several times has its values joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Undefined for a body that came in chunks. */
  readonly contentLength: number | undefined;
}

/** Answered 400 before the host sees anything. */
export class BadRequest extends Error {}

/**
 * Reads a request as Kestrel does.
 * @throws BadRequest for targets of another origin, hosts that are none, and headers that are no UTF-8.
 */
export function parse(request: ClientRequest, lines: readonly HeaderLine[]): HostRequest {
  if (!lines.every(isHttp)) throw new BadRequest("a header is none that HTTP allows");
  const headers = joined(lines);
  const host = headers.get("host") ?? "";
  if (!HOST.test(host) || !URL.canParse(`https://${host}`)) {
    throw new BadRequest("the Host header names no host");
  }
  const mark = request.target.indexOf("?");
  const path = mark === -1 ? request.target : request.target.slice(0, mark);
  if (!path.startsWith("/")) throw new BadRequest("the target names another origin than the Host header");
  return {
    method: request.method,
    host,
    path: encodePath(decodePath(path)),
    search: mark === -1 ? "" : request.target.slice(mark),
    headers,
    body: request.body,
    contentLength: request.chunked ? undefined : request.body.length,
  };
}

const HOST = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

function joined(lines: readonly HeaderLine[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of lines) {
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? utf8(value) : `${before},${utf8(value)}`);
  }
  return headers;
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Clients write what is beyond Latin-1 as UTF-8; Kestrel reads headers as UTF-8. */
function utf8(value: string): string {
  if (/[^\0-\xff]/.test(value)) return value;
  try {
    return decoder.decode(Buffer.from(value, "latin1"));
  } catch {
    throw new BadRequest("a header is no UTF-8");
  }
}

/** Every escape is decoded but that of a slash; what is none, or no UTF-8, stays as it is. */
function decodePath(path: string): string {
  return path.replace(/(?:%(?!2f)[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** Escapes what a path cannot hold; what looks like an escape is left. */
function encodePath(path: string): string {
  return path.replace(/%[\da-f]{2}|[^\w.~!$&'()*+,;=:@/-]/giu, (found) =>
    found.length === 3 && found.startsWith("%") ? found : encodeURIComponent(found),
  );
}
