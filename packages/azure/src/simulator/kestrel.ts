import { Buffer } from "node:buffer";
import { isHttp } from "onefn/simulator";
import type { ClientRequest, HeaderLine } from "./client-request.js";

/** A request as read by the host's web server, Kestrel. */
export interface HostRequest {
  readonly method: string;
  readonly host: string;
  /** Decoded, then encoded again. */
  readonly path: string;
  /** Unchanged, with its question mark; empty if there is none. */
  readonly search: string;
  /** Names in lower case. Repeated headers are joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Undefined for a chunked body. */
  readonly contentLength: number | undefined;
}

/** Answered with 400 before the host sees the request. */
export class BadRequest extends Error {}

/**
 * Reads a request as Kestrel does.
 * @throws BadRequest for targets of another origin, invalid hosts, and headers that are not UTF-8.
 */
export function parse(request: ClientRequest, lines: readonly HeaderLine[]): HostRequest {
  if (!lines.every(isHttp)) throw new BadRequest("a header is not allowed by HTTP");
  const headers = joined(lines);
  const host = headers.get("host") ?? "";
  if (!HOST.test(host) || !URL.canParse(`https://${host}`)) {
    throw new BadRequest("the Host header is not a host");
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

/** Clients write characters beyond Latin-1 as UTF-8; Kestrel reads headers as UTF-8. */
function utf8(value: string): string {
  if (/[^\0-\xff]/.test(value)) return value;
  try {
    return decoder.decode(Buffer.from(value, "latin1"));
  } catch {
    throw new BadRequest("a header is not UTF-8");
  }
}

/** Decodes every escape except that of a slash. Invalid escapes, or those that are not UTF-8, stay. */
function decodePath(path: string): string {
  return path.replace(/(?:%(?!2f)[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** Escapes characters that a path cannot contain; existing escapes stay. */
function encodePath(path: string): string {
  return path.replace(/%[\da-f]{2}|[^\w.~!$&'()*+,;=:@/-]/giu, (found) =>
    found.length === 3 && found.startsWith("%") ? found : encodeURIComponent(found),
  );
}
