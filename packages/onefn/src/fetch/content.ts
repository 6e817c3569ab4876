import type { ArrivingBody } from "./source.js";

/** What a body holds: text, bytes, something that will yield them, or the native Response that has taken over. */
export type Content =
  | string
  | Uint8Array
  | ReadableStream<Uint8Array>
  | ArrivingBody
  | globalThis.Response
  | null;

/** Some versions of Node's types do not know that it accepts web streams too. */
interface StreamModule {
  isDisturbed(stream: ReadableStream): boolean;
}

/** Uses the tag, because touching the global class would load it. */
export function tagOf(value: unknown): unknown {
  return typeof value === "object" && value !== null
    ? (value as Partial<Record<symbol, unknown>>)[Symbol.toStringTag]
    : undefined;
}

export function isStream<Other>(
  content: Other | ReadableStream<Uint8Array>,
): content is ReadableStream<Uint8Array> {
  return tagOf(content) === "ReadableStream";
}

/** Whether a stream was read from or cancelled. */
export function isDisturbed(stream: ReadableStream): boolean {
  // Imported here, so that code without streams does not wait for Node's to load.
  return (process.getBuiltinModule("node:stream") as unknown as StreamModule).isDisturbed(stream);
}

export function isNative<Other>(content: Other | globalThis.Response): content is globalThis.Response {
  return tagOf(content) === "Response";
}

export function isArriving(content: Content): content is ArrivingBody {
  return content !== null && typeof content === "object" && "stream" in content;
}

/** The text of UTF-8 bytes, without the byte order mark, as the standard requires. */
export function toText(content: string | Uint8Array): string {
  const text =
    typeof content === "string"
      ? content
      : Buffer.from(content.buffer, content.byteOffset, content.length).toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

export function toJson(content: string | Uint8Array): unknown {
  return JSON.parse(toText(content));
}

/** A buffer that nothing else writes to. A small Buffer is a window on shared memory. */
export function toArrayBuffer(content: string | Uint8Array): ArrayBuffer {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const { buffer } = bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
  return buffer as ArrayBuffer;
}

export function toBytes(content: string | Uint8Array): Uint8Array {
  return new Uint8Array(toArrayBuffer(content));
}
