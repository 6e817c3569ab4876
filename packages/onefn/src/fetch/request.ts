import { Body, contentOf, mixBody } from "./body.js";
import { Content, tagOf } from "./content.js";
import { dictionary, required } from "./dictionary.js";
import { extract } from "./extract.js";
import { isToken } from "./header-list.js";
import { Headers, headersOver } from "./headers.js";
import { identify } from "./identity.js";
import { DEFAULT_OPTIONS, type RequestOptions, requestOptions } from "./request-options.js";
import type { RequestSource } from "./source.js";

/** A Request over a native event, of which nothing is read before somebody asks. */
export let requestOver: (source: RequestSource) => Request;

/** The options of a light Request; undefined for any other object. */
export let optionsOf: (request: object) => RequestOptions | undefined;

/** Marks a call of the constructor from in here: its argument is what the Request is made of. */
const MADE_OF = {};

interface Parts {
  readonly view: View;
  readonly content: Content | RequestSource | null;
  readonly options: RequestOptions;
  /** Absent: the view is a RequestSource and has them. */
  readonly headers: Headers | undefined;
}

type View = Pick<RequestSource, "method" | "url"> & { signal?(): AbortSignal | null | undefined };

/** Request of the Fetch standard: over a native event, or made of the constructor's arguments. */
export class Request extends Body {
  #view: View;
  #options: RequestOptions;
  #headers: Headers | undefined;
  #url: string | undefined;
  #signal: AbortSignal | undefined;

  static {
    requestOver = (source) =>
      new Request({ view: source, content: source, options: DEFAULT_OPTIONS, headers: undefined }, MADE_OF);
    optionsOf = (request) => (#options in request ? request.#options : undefined);
  }

  constructor(...args: [input: unknown, init?: RequestInit | null]) {
    const [input, init] = required(args, 1);
    const { view, content, options, headers } =
      init === MADE_OF ? (input as Parts) : make(input, dictionary(init));
    super(content);
    this.#view = view;
    this.#options = options;
    this.#headers = headers;
  }

  get method(): string {
    return this.#view.method;
  }

  get url(): string {
    this.#url ??= this.#view.url();
    return this.#url;
  }

  get headers(): Headers {
    this.#headers ??= headersOver(this.#view as RequestSource);
    return this.#headers;
  }

  get signal(): AbortSignal {
    if (!this.#signal) {
      const followed = this.#view.signal?.();
      this.#signal = AbortSignal.any(followed ? [followed] : []);
    }
    return this.#signal;
  }

  get cache(): string {
    return this.#options.cache;
  }

  get credentials(): string {
    return this.#options.credentials;
  }

  get duplex(): string {
    return this.#options.duplex;
  }

  get integrity(): string {
    return this.#options.integrity;
  }

  get keepalive(): boolean {
    return this.#options.keepalive;
  }

  get mode(): string {
    return this.#options.mode;
  }

  get redirect(): string {
    return this.#options.redirect;
  }

  get referrer(): string {
    return this.#options.referrer;
  }

  get referrerPolicy(): string {
    return this.#options.referrerPolicy;
  }

  get destination(): string {
    return "";
  }

  get isReloadNavigation(): boolean {
    return false;
  }

  get isHistoryNavigation(): boolean {
    return false;
  }

  clone(): Request {
    const content = contentOf(this)?.clone() ?? null;
    const headers = this.#headers && new Headers(this.#headers);
    return new Request({ view: this.#view, content, options: this.#options, headers }, MADE_OF);
  }
}

mixBody(Request.prototype);
identify("Request", Request);

/** The constructor's steps. @see https://fetch.spec.whatwg.org/#dom-request */
function make(input: unknown, init: Partial<RequestInit & { duplex: unknown }>): Parts {
  const from = asRequest(input);
  const url = from ? from.url : toUrl(`${input}`);
  const options = requestOptions(init, from ? (optionsOf(from) ?? from) : DEFAULT_OPTIONS);
  const method = init.method === undefined ? (from?.method ?? "GET") : toMethod(`${init.method}`);
  if (init.mode === "no-cors" && !["GET", "HEAD", "POST"].includes(method)) {
    throw new TypeError("A Request in the mode no-cors is a GET, a HEAD or a POST.");
  }
  const { signal } = init;
  if (signal !== undefined && signal !== null && tagOf(signal) !== "AbortSignal") {
    throw new TypeError("The Request's signal is no AbortSignal.");
  }
  const headers = new Headers(init.headers === undefined ? from?.headers : init.headers);

  const given = extract(init.body);
  const content = given ?? (from ? inherited(from) : null);
  if (content) {
    if (withoutBody(method)) throw new TypeError("A Request with the method GET or HEAD has no body.");
    if (given?.stream && init.duplex === undefined) {
      throw new TypeError('A Request whose body is a stream needs the option duplex: "half".');
    }
    if (content.source === content.stream && options.mode === "no-cors") {
      throw new TypeError("A Request whose body is a stream has not the mode no-cors.");
    }
    if (given?.type && !headers.has("content-type")) headers.append("content-type", given.type);
  }
  return {
    view: { method, url: () => url, signal: () => (signal === undefined ? from?.signal : signal) },
    content: given ?? (content && passOn(content)),
    options,
    headers,
  };
}

/** The Request that is given instead of a URL: a light one, or any other implementation's. */
function asRequest(input: unknown): globalThis.Request | undefined {
  if (typeof input !== "object" || input === null) return undefined;
  return optionsOf(input) || tagOf(input) === "Request" ? (input as globalThis.Request) : undefined;
}

function toUrl(input: string): string {
  const url = new URL(input);
  if (url.username || url.password) throw new TypeError("A Request's URL has no user name and no password.");
  return url.href;
}

function toMethod(method: string): string {
  const upper = method.toUpperCase();
  if (!isToken(method) || ["CONNECT", "TRACE", "TRACK"].includes(upper)) {
    throw new TypeError("The Request's method is not allowed.");
  }
  return ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"].includes(upper) ? upper : method;
}

function withoutBody(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** A GET that came with a body keeps it to itself: the standard lets nobody send one. */
function inherited(from: globalThis.Request): Content | null {
  if (withoutBody(from.method)) return null;
  return optionsOf(from) ? contentOf(from as unknown as Request) : extract(from.body);
}

/** The body goes from one Request to another, and counts as read in the first. */
function passOn(content: Content): Content {
  const source = content.take();
  return new Content(source === content.stream ? source.pipeThrough(new TransformStream()) : source);
}
