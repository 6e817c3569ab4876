import type { ArrivingBody } from "./source.js";

/** What a body holds: text, bytes, what will yield them, or the native Response that has taken over. */
export type Content =
  | string
  | Uint8Array
  | ReadableStream<Uint8Array>
  | ArrivingBody
  | globalThis.Response
  | null;

/** Not every version of Node's types knows that it takes the Web's streams too. */
interface StreamModule {
  isDisturbed(stream: ReadableStream): boolean;
}

/** By its tag: to touch the global class would load it. */
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

/** Whether somebody has read from a stream, or cancelled it. */
export function isDisturbed(stream: ReadableStream): boolean {
  // Asked for here, so that who has no stream does not wait for Node's to load.
  return (process.getBuiltinModule("node:stream") as unknown as StreamModule).isDisturbed(stream);
}

export function isNative<Other>(content: Other | globalThis.Response): content is globalThis.Response {
  return tagOf(content) === "Response";
}

export function isArriving(content: Content): content is ArrivingBody {
  return content !== null && typeof content === "object" && "stream" in content;
}

/** The text of UTF-8 bytes, by the standard without its byte order mark. */
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

/** A buffer that nobody else writes to: a small Buffer is a window on memory that others share. */
export function toArrayBuffer(content: string | Uint8Array): ArrayBuffer {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const { buffer } = bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
  return buffer as ArrayBuffer;
}

export function toBytes(content: string | Uint8Array): Uint8Array {
  return new Uint8Array(toArrayBuffer(content));
}
