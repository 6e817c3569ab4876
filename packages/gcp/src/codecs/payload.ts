/**
 * The payload that was configured for a schedule: JSON if it can be parsed, else text, else bytes; undefined if there is
 * none. Most payloads come as `application/octet-stream`, whatever they are.
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
