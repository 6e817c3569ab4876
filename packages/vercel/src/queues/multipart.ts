/** One part of a multipart answer. */
export interface Part {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("latin1");

/**
 * The only part of a multipart answer; undefined if the bytes are none.
 *
 * @param contentType of the answer, which names the boundary.
 * @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1
 */
export function onlyPart(bytes: Uint8Array, contentType: string | null): Part | undefined {
  const [, quoted, token] =
    /^multipart\/.*;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? "") ?? [];
  const boundary = quoted ?? token;
  if (boundary === undefined) return undefined;
  const head = encoder.encode(`--${boundary}\r\n`);
  const start = find(bytes, head, 0);
  const blank = start < 0 ? -1 : find(bytes, encoder.encode("\r\n\r\n"), start + head.length - 2);
  const end = blank < 0 ? -1 : find(bytes, encoder.encode(`\r\n--${boundary}`), blank + 4);
  if (end < 0) return undefined;
  return {
    headers: headersIn(decoder.decode(bytes.subarray(start + head.length, blank))),
    body: bytes.slice(blank + 4, end),
  };
}

function headersIn(lines: string): Headers {
  const headers = new Headers();
  for (const line of lines.split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return headers;
}

/** The index of some bytes in others, from an index on; -1 if they are not there. */
function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}
