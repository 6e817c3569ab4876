import { INSPECT } from "../../inspect.js";
import { collect } from "../collect.js";
import { isStream, toArrayBuffer, toBytes, toJson, toText } from "../content.js";
import type { HeaderList } from "../header-list.js";
import { type Inspect, type InspectOptions, print } from "../print.js";
import { checkResponse, LIST, RELEASE, type ResponseParts, type Sent } from "../response-parts.js";
import { Content, isBlob } from "./content.js";
import { extract } from "./extract.js";
import { type Headers, headersOver } from "./headers.js";

/** The Fetch standard's Response. Head and body stay as they were given until more is needed. */
export class Response {
  #content: Content | null;
  #head: ResponseParts;
  #headers: Headers | undefined;
  #immutable = false;

  constructor(body?: unknown, init?: ResponseInit | null) {
    const content = extract(body);
    this.#content = content;
    this.#head = checkResponse(init, content ? content.type : null);
  }

  static error(): Response {
    const response = new Response();
    response.#head = { status: 0, statusText: "", list: [] };
    response.#immutable = true;
    return response;
  }

  static json(...args: [data: unknown, init?: ResponseInit]): Response {
    const text = JSON.stringify(args[0]) as string | undefined;
    if (text === undefined)
      throw new TypeError(`Response.json: a value of type ${typeof args[0]} is not JSON.`);
    return new Response(new Content(text, "application/json"), args[1]);
  }

  static redirect(url: string | URL, status = 302): Response {
    const location = new URL(url).href;
    if (![301, 302, 303, 307, 308].includes(status & 0xffff)) {
      throw new RangeError("Response.redirect: invalid status.");
    }
    const response = new Response(null, { status, headers: { location } });
    response.#immutable = true;
    return response;
  }

  get type(): string {
    return this.#head.status === 0 ? "error" : "default";
  }

  get url(): string {
    return this.#head && "";
  }

  get redirected(): boolean {
    return false;
  }

  get status(): number {
    return this.#head.status;
  }

  get ok(): boolean {
    return this.#head.status >= 200 && this.#head.status < 300;
  }

  get statusText(): string {
    return this.#head.statusText;
  }

  get headers(): Headers {
    this.#headers ??= headersOver(this.#head.list, this.#immutable);
    return this.#headers;
  }

  get body(): ReadableStream<Uint8Array> | null {
    return this.#content?.open() ?? null;
  }

  get bodyUsed(): boolean {
    return this.#content?.used ?? false;
  }

  async text(): Promise<string> {
    return toText(await this.#read());
  }

  async json(): Promise<unknown> {
    return toJson(await this.#read());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return toArrayBuffer(await this.#read());
  }

  async bytes(): Promise<Uint8Array> {
    return toBytes(await this.#read());
  }

  async blob(): Promise<Blob> {
    return (await this.#native()).blob();
  }

  async formData(): Promise<FormData> {
    return (await this.#native()).formData();
  }

  clone(): Response {
    const response = new Response(this.#content?.clone());
    response.#head = { ...this.#head, list: [...this.#head.list] };
    response.#immutable = this.#immutable;
    return response;
  }

  [INSPECT](_depth: number, options: InspectOptions, inspect: Inspect): string {
    return print(this, options, inspect);
  }

  [LIST](): HeaderList {
    return this.#head.list;
  }

  [RELEASE](): Sent {
    return this.#release();
  }

  #release(): Exclude<Sent, globalThis.Response> {
    const source = this.#content?.take() ?? null;
    return isBlob(source) ? (source.stream() as ReadableStream<Uint8Array>) : source;
  }

  /** The whole body. */
  async #read(): Promise<string | Uint8Array> {
    const source = this.#release();
    return isStream(source) ? collect(source) : (source ?? "");
  }

  /** The same body in Node's own Response, which parses forms and MIME types. */
  async #native(): Promise<globalThis.Response> {
    const bytes = this.#content && toArrayBuffer(await this.#read());
    const type = this.headers.get("content-type");
    const Native = await nativeResponse();
    return new Native(bytes, type === null ? {} : { headers: { "content-type": type } });
  }
}

type NativeResponse = typeof globalThis.Response;

const nativeFetch = globalThis.fetch;
let known: NativeResponse | undefined;

/** Remembers Node's own Response, if loaded, before its global is replaced. */
export function rememberNativeResponse(native: NativeResponse | undefined): void {
  known = native;
}

/** Node's own Response. Once its global is replaced, only a Response from `fetch` leads back to it. */
async function nativeResponse(): Promise<NativeResponse> {
  known ??= (await nativeFetch("data:,")).constructor as NativeResponse;
  return known;
}
