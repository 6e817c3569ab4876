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

/** The content of a body, without reading it. */
export let contentOf: (body: Body) => Content;

/** Takes the content out; the body then counts as read. @throws TypeError if it was already read. */
export let release: (body: Body) => Content;

/** The native Response that takes over for anything beyond a plain read. */
export let nativeOf: (body: Body) => globalThis.Response;

/** Whether a body's end is not known in advance: it has no known length and cannot be sent twice. */
export let isStreaming: (body: Body) => boolean;

/** The members that Request and Response share. A body given whole is read as it is, without a stream. */
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
        throw new TypeError("The body is unusable: it was already read.");
      }
      body.#used = true;
      body.#content = "";
      return content;
    };
    nativeOf = (body) => {
      const content = contentOf(body);
      if (isNative(content)) return content;
      const native = new globalThis.Response(toBodyInit(content));
      // A body that was already read stays read, and its stream locked.
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

/** Gives a class the members of Body as its own, because `identity.ts` uses its prototype chain. */
export function mixBody(prototype: Body): void {
  const { constructor: _, ...members } = Object.getOwnPropertyDescriptors(Body.prototype);
  Object.defineProperties(prototype, members);
}

type Whole = string | Uint8Array;

/** Not async: suspending and resuming a frame would be most of the cost of reading a body that is already here. */
function read<T>(
  body: Body,
  how: "text" | "json" | "arrayBuffer" | "bytes",
  convert: (whole: Whole) => T,
): Promise<T> {
  try {
    const content = contentOf(body);
    if (isStream(content) || isNative(content)) {
      const native = nativeOf(body);
      // Some versions of Node's types lack `bytes`.
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

/** The native Response parses forms and MIME types. */
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

/** As bytes, because a string would add a content type. */
function toBodyInit(content: Content): ReadableStream<Uint8Array> | null {
  const init =
    typeof content === "string" ? Buffer.from(content) : isArriving(content) ? content.stream() : content;
  return init as ReadableStream<Uint8Array> | null;
}
