import { tagOf } from "../content.js";
import { Content } from "./content.js";
import { multipart } from "./multipart.js";

/** The content of any body that the standard accepts and, as on Node, of any async iterable. */
export function extract(body: unknown): Content | null {
  if (typeof body === "string") return plainText(body);
  if (body === null || body === undefined) return null;
  if (Object(body) !== body) return plainText(body);
  if (body instanceof Content) return body;
  // Copied, as the standard requires: later writes to the caller's buffer must not change the body.
  if (ArrayBuffer.isView(body)) {
    return new Content(new Uint8Array(new Uint8Array(body.buffer, body.byteOffset, body.byteLength)));
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
  if (Symbol.asyncIterator in (body as object))
    return streamed(ReadableStream.from(bytes(body as AsyncIterable<string>)));
  return plainText(body);
}

function plainText(value: unknown): Content {
  return new Content(`${value}`.toWellFormed(), "text/plain;charset=UTF-8");
}

function streamed(stream: ReadableStream<Uint8Array>): Content {
  const content = new Content(stream);
  content.assertUnused();
  return content;
}

async function* bytes(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}
