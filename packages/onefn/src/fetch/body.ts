import { bytesOf, Content, type Source } from "./content.js";
import { nativeResponse } from "./native-response.js";
import type { RequestSource } from "./source.js";

/** The content of a Request's or Response's body, or null. A source is asked at the first call. */
export let contentOf: (body: Body) => Content | null;

/** The members that Request and Response share. A body that is held whole is read without any stream. */
export abstract class Body {
  #content: Content | Pick<RequestSource, "body"> | null;

  static {
    contentOf = (body) => {
      const content = body.#content;
      if (content === null || content instanceof Content) return content;
      const source = content.body();
      body.#content = source === null ? null : new Content(source);
      return body.#content;
    };
  }

  constructor(content: Content | Pick<RequestSource, "body"> | null) {
    this.#content = content;
  }

  abstract get headers(): { get(name: string): string | null };

  get body(): ReadableStream<Uint8Array> | null {
    return contentOf(this)?.open() ?? null;
  }

  get bodyUsed(): boolean {
    return contentOf(this)?.disturbed ?? false;
  }

  async text(): Promise<string> {
    return textOf(take(this));
  }

  async json(): Promise<unknown> {
    return JSON.parse(await textOf(take(this)));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return bufferOf(take(this));
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await bufferOf(take(this)));
  }

  async blob(): Promise<Blob> {
    return (await asNative(this)).blob();
  }

  async formData(): Promise<FormData> {
    return (await asNative(this)).formData();
  }
}

/** Gives a class the members of Body as its own: its prototype chain belongs to `identify`. */
export function mixBody(prototype: Body): void {
  const { constructor: _, ...members } = Object.getOwnPropertyDescriptors(Body.prototype);
  Object.defineProperties(prototype, members);
}

/** Hands the body out, once; null where there is none. @throws TypeError when it was read before. */
export function take(body: Body): Source | null {
  return contentOf(body)?.take() ?? null;
}

async function textOf(source: Source | null): Promise<string> {
  let text: string;
  if (source === null) return "";
  if (typeof source === "string") text = source;
  else {
    const { buffer, byteOffset, length } = source instanceof Uint8Array ? source : await bytesOf(source);
    text = Buffer.from(buffer, byteOffset, length).toString();
  }
  // The standard decodes without the byte order mark.
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

async function bufferOf(source: Source | null): Promise<ArrayBuffer> {
  const bytes = source === null ? new Uint8Array() : await bytesOf(source);
  // A small Buffer is a window on memory that others use too.
  const { buffer } = bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
  return buffer as ArrayBuffer;
}

/** The same body in Node's own Response, which parses forms and MIME types. */
async function asNative(body: Body): Promise<globalThis.Response> {
  const source = take(body);
  const type = body.headers.get("content-type");
  const bytes = source === null ? null : await bytesOf(source);
  const Native = await nativeResponse();
  return new Native(
    bytes as Uint8Array<ArrayBuffer> | null,
    type === null ? {} : { headers: { "content-type": type } },
  );
}
