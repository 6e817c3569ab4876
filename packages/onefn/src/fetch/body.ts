import {
  type Content,
  isArriving,
  isDisturbed,
  isNative,
  isStream,
  toArrayBuffer,
  toText,
} from "./content.js";
import type { RequestSource } from "./source.js";

/** What is in a body, for one who does not read it. */
export let contentOf: (body: Body) => Content;

/** Hands the content out; the body counts as read. @throws TypeError when it was read before. */
export let release: (body: Body) => Content;

/** The native Response that takes over where more is asked than a plain read. */
export let nativeOf: (body: Body) => globalThis.Response;

type Reading = "text" | "json" | "arrayBuffer" | "bytes" | "blob" | "formData";

/** Whether a body has no end that is known before it comes: it cannot be sent with its length, nor twice. */
export let isStreaming: (body: Body) => boolean;

/** The members that Request and Response share. What was given whole is read as it is, without a stream. */
export abstract class Body {
  #content: Content | Pick<RequestSource, "body">;
  #streaming: boolean;
  #used = false;

  static {
    contentOf = (body) => {
      const content = body.#content;
      if (!isSource(content)) return content;
      const given = content.body();
      body.#content = given;
      return given;
    };
    release = (body) => {
      const content = contentOf(body);
      if (content === null) return null;
      const stream = isNative(content) ? content.body : content;
      if (body.bodyUsed || (isStream(stream) && stream.locked)) {
        throw new TypeError("The body is unusable: it has been read before.");
      }
      body.#used = true;
      body.#content = "";
      return content;
    };
    nativeOf = (body) => {
      const content = contentOf(body);
      if (isNative(content)) return content;
      const native = new globalThis.Response(toBodyInit(content));
      // What was read before stays read, and its stream locked.
      if (body.#used) void native.body?.getReader().cancel();
      body.#streaming ||= isStream(content) || isArriving(content);
      body.#content = native;
      return native;
    };
    isStreaming = (body) => body.#streaming || isStream(contentOf(body));
  }

  constructor(content: Content | Pick<RequestSource, "body">, streaming = false) {
    this.#content = content;
    this.#streaming = streaming;
  }

  abstract get headers(): { get(name: string): string | null };

  get body(): ReadableStream<Uint8Array> | null {
    const content = contentOf(this);
    return content === null || isStream(content) ? content : nativeOf(this).body;
  }

  get bodyUsed(): boolean {
    const content = contentOf(this);
    return this.#used || (isNative(content) ? content.bodyUsed : isStream(content) && isDisturbed(content));
  }

  text(): Promise<string> {
    return read(this, "text");
  }

  json(): Promise<unknown> {
    return read(this, "json");
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return read(this, "arrayBuffer");
  }

  bytes(): Promise<Uint8Array> {
    return read(this, "bytes");
  }

  blob(): Promise<Blob> {
    return read(this, "blob");
  }

  formData(): Promise<FormData> {
    return read(this, "formData");
  }
}

/** Gives a class the members of Body as its own, since its prototype chain belongs to `identity.ts`. */
export function mixBody(prototype: Body): void {
  const { constructor: _, ...members } = Object.getOwnPropertyDescriptors(Body.prototype);
  Object.defineProperties(prototype, members);
}

async function read(body: Body, how: Reading): Promise<never> {
  const content = contentOf(body);
  if (how === "blob" || how === "formData") {
    // Forms and MIME types are the native Response's to parse.
    const type = body.headers.get("content-type");
    const bytes = content === null ? null : await body.arrayBuffer();
    return new globalThis.Response(bytes, type === null ? {} : { headers: { "content-type": type } })[
      how
    ]() as never;
  }
  // Not every version of Node's types knows `bytes`.
  if (isStream(content) || isNative(content)) return (nativeOf(body) as unknown as Body)[how]() as never;
  release(body);
  if (how === "text" || how === "json") {
    const text =
      isArriving(content) && content.text
        ? await content.text()
        : toText(isArriving(content) ? await content.bytes() : (content ?? ""));
    return (how === "json" ? JSON.parse(text) : text) as never;
  }
  const whole = isArriving(content) ? await content.bytes() : (content ?? "");
  const buffer = toArrayBuffer(whole);
  return (how === "bytes" ? new Uint8Array(buffer) : buffer) as never;
}

function isSource(content: Content | Pick<RequestSource, "body">): content is Pick<RequestSource, "body"> {
  return (
    typeof content === "object" && typeof (content as Partial<RequestSource> | null)?.body === "function"
  );
}

/** As bytes: a string would bring a content type of its own. */
function toBodyInit(content: Content): ReadableStream<Uint8Array> | null {
  const init =
    typeof content === "string" ? Buffer.from(content) : isArriving(content) ? content.stream() : content;
  return init as ReadableStream<Uint8Array> | null;
}
