import { Content, tagOf } from "./content.js";
import { multipart } from "./multipart.js";

/** The content of what a constructor accepts as a body: `BodyInit` and, as on Node, any async iterable. */
export function extract(body: unknown): Content | null {
  if (body === null || body === undefined) return null;
  if (typeof body !== "object" && typeof body !== "function") return plainText(body);
  if (body instanceof Content) return body;
  // Copied, by the standard: what the caller writes into its buffer later does not change the body.
  if (ArrayBuffer.isView(body)) {
    return new Content(Uint8Array.from(new Uint8Array(body.buffer, body.byteOffset, body.byteLength)));
  }
  switch (tagOf(body)) {
    case "ArrayBuffer":
      return new Content(new Uint8Array((body as ArrayBuffer).slice()));
    case "URLSearchParams":
      return new Content(`${body}`, "application/x-www-form-urlencoded;charset=UTF-8");
    case "Blob":
    case "File":
      return new Content(body as Blob, (body as Blob).type);
    case "FormData":
      return multipart(body as FormData);
    case "ReadableStream":
      return streamed(body as ReadableStream<Uint8Array>);
  }
  if (Symbol.asyncIterator in body)
    return new Content(fromIterable(body as AsyncIterable<Uint8Array | string>));
  return plainText(body);
}

function plainText(value: unknown): Content {
  return new Content(`${value}`.toWellFormed(), "text/plain;charset=UTF-8");
}

function streamed(stream: ReadableStream<Uint8Array>): Content {
  const content = new Content(stream);
  if (content.unusable) throw new TypeError("The body's stream is locked, or has been read before.");
  return content;
}

function fromIterable(chunks: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> {
  async function* bytes() {
    for await (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  }
  return ReadableStream.from(bytes());
}
