import { Body, contentOf, mixBody } from "./body.js";
import { Content } from "./content.js";
import { dictionary, required } from "./dictionary.js";
import { extract } from "./extract.js";
import { type HeaderList, indexOfHeader } from "./header-list.js";
import { type Headers, headersOver, toHeaderList } from "./headers.js";
import { identify } from "./identity.js";

/** The headers of a light Response, which change with it; undefined for any other object. */
export let responseHeaders: (response: object) => HeaderList | undefined;

const NULL_BODY = [204, 205, 304];
const REDIRECT = [301, 302, 303, 307, 308];
const REASON_PHRASE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Response of the Fetch standard. Headers and body stay what the constructor was given until they are read. */
export class Response extends Body {
  #status: number;
  #statusText: string;
  #list: HeaderList;
  #headers: Headers | undefined;
  #immutable = false;

  static {
    responseHeaders = (response) => (#list in response ? response.#list : undefined);
  }

  constructor(body?: unknown, init?: ResponseInit | null) {
    const content = extract(body);
    const { status, statusText, headers } = dictionary(init);
    super(content);
    this.#status = status === undefined ? 200 : toStatus(status);
    this.#statusText = statusText === undefined ? "" : toReason(statusText);
    this.#list = toHeaderList(headers);
    if (content === null) return;
    if (NULL_BODY.includes(this.#status))
      throw new TypeError(`A Response with status ${status} has no body.`);
    if (content.type && indexOfHeader(this.#list, "content-type") < 0) {
      this.#list.push("content-type", content.type);
    }
  }

  static error(): Response {
    const response = new Response();
    response.#status = 0;
    response.#immutable = true;
    return response;
  }

  static json(...args: [data: unknown, init?: ResponseInit]): Response {
    const [data, init] = required(args, 1);
    const text: string | undefined = JSON.stringify(data);
    if (text === undefined) throw new TypeError(`A value of type ${typeof data} has no JSON.`);
    return new Response(new Content(text, "application/json"), init);
  }

  static redirect(...args: [url: string | URL, status?: number]): Response {
    const [url, status = 302] = required(args, 1);
    const location = new URL(url).href;
    const code = status & 0xffff;
    if (!REDIRECT.includes(code)) throw new RangeError(`${code} is no status of a redirect.`);
    const response = new Response(null, { status: code, headers: { location } });
    response.#immutable = true;
    return response;
  }

  get type(): string {
    return this.#status === 0 ? "error" : "default";
  }

  get url(): string {
    return this.#list && "";
  }

  get redirected(): boolean {
    return false;
  }

  get status(): number {
    return this.#status;
  }

  get ok(): boolean {
    return this.#status >= 200 && this.#status < 300;
  }

  get statusText(): string {
    return this.#statusText;
  }

  get headers(): Headers {
    this.#headers ??= headersOver(this.#list, this.#immutable);
    return this.#headers;
  }

  clone(): Response {
    const response = new Response(contentOf(this)?.clone());
    response.#status = this.#status;
    response.#statusText = this.#statusText;
    response.#list = [...this.#list];
    response.#immutable = this.#immutable;
    return response;
  }
}

mixBody(Response.prototype);
identify("Response", Response);

/** WebIDL's unsigned short, in the range of a final status. */
function toStatus(value: number): number {
  const status = value & 0xffff;
  if (status < 200 || status > 599) throw new RangeError(`${status} is no status of a final response.`);
  return status;
}

function toReason(value: string): string {
  const reason = `${value}`;
  if (!REASON_PHRASE.test(reason)) throw new TypeError("The status text holds what no reason phrase can.");
  return reason;
}
