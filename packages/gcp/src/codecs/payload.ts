/**
 * The payload that was configured for a schedule: JSON if it is some, else a text, else bytes. Its sender calls most
 * payloads `application/octet-stream`, whatever they are. Undefined: there is none.
 */
export function payloadOf(bytes: Uint8Array, contentType: string | undefined): unknown {
  if (bytes.length === 0) return undefined;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new Uint8Array(bytes);
  }
  if (/^text\/(?!json)/i.test(contentType ?? "")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
