import { INSPECT } from "../inspect.js";
import { markBroken } from "./broken-body.js";
import {
  type Content,
  isArriving,
  isDisturbed,
  isNative,
  isStream,
  toArrayBuffer,
  toBytes,
  toJson,
  toText,
} from "./content.js";
import { type Inspect, type InspectOptions, print } from "./print.js";
import type { RequestSource } from "./source.js";

/** What is in a body, for one who does not read it. */
export let contentOf: (body: Body) => Content;

/** Hands the content out; the body counts as read. @throws TypeError when it was read before. */
export let release: (body: Body) => Content;

/** The native Response that takes over where more is asked than a plain read. */
export let nativeOf: (body: Body) => globalThis.Response;

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
    return read(this, "text", toText);
  }

  json(): Promise<unknown> {
    return read(this, "json", parseJson);
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return read(this, "arrayBuffer", toArrayBuffer);
  }

  bytes(): Promise<Uint8Array> {
    return read(this, "bytes", toBytes);
  }

  blob(): Promise<Blob> {
    return parse(this, "blob");
  }

  formData(): Promise<FormData> {
    return parse(this, "formData");
  }

  [INSPECT](_depth: number, options: InspectOptions, inspect: Inspect): string {
    return print(this, options, inspect);
  }
}

/** Gives a class the members of Body as its own, since its prototype chain belongs to `identity.ts`. */
export function mixBody(prototype: Body): void {
  const { constructor: _, ...members } = Object.getOwnPropertyDescriptors(Body.prototype);
  Object.defineProperties(prototype, members);
}

type Whole = string | Uint8Array;

/** Not async: a frame that is suspended and resumed would be most of what it costs to read a body that is here. */
function read<T>(
  body: Body,
  how: "text" | "json" | "arrayBuffer" | "bytes",
  convert: (whole: Whole) => T,
): Promise<T> {
  try {
    const content = contentOf(body);
    if (isStream(content) || isNative(content)) {
      const native = nativeOf(body);
      // Not every version of Node's types knows `bytes`.
      return how === "json" ? native.text().then(convert) : ((native as unknown as Body)[how]() as never);
    }
    release(body);
    if (!isArriving(content)) return Promise.resolve(convert(content ?? ""));
    const isText = how === "text" || how === "json";
    return (isText && content.text ? content.text() : content.bytes()).then(convert);
  } catch (error) {
    return Promise.reject(error);
  }
}

function parseJson(whole: Whole): unknown {
  try {
    return toJson(whole);
  } catch (error) {
    throw markBroken(error);
  }
}

/** Forms and MIME types are the native Response's to parse. */
async function parse<How extends "blob" | "formData">(
  body: Body,
  how: How,
): Promise<Awaited<ReturnType<globalThis.Response[How]>>> {
  const type = body.headers.get("content-type");
  const bytes = contentOf(body) === null ? null : await body.arrayBuffer();
  const native = new globalThis.Response(bytes, type === null ? {} : { headers: { "content-type": type } });
  return (await native[how]().catch((error) => {
    throw markBroken(error);
  })) as never;
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
