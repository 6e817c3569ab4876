import { Body, mixBody, nativeOf, release } from "./body.js";
import { getHeader, type HeaderList } from "./header-list.js";
import { Headers, nativeHeaders } from "./headers.js";
import { standIn } from "./identity.js";
import { LIST, RELEASE, type ResponseParts, type Sent } from "./response-parts.js";

/** A Response whose head and body stay as they were given until more than sending is needed. */
export class Response extends Body {
  readonly #head: ResponseParts;
  #headers: Headers | undefined;

  constructor(content: Sent, head: ResponseParts) {
    super(content);
    this.#head = head;
  }

  get status(): number {
    return this.#head.status;
  }

  get statusText(): string {
    return this.#head.statusText;
  }

  get ok(): boolean {
    return this.#head.status < 300;
  }

  get type(): string {
    return "default";
  }

  get url(): string {
    return "";
  }

  get redirected(): boolean {
    return false;
  }

  get headers(): Headers {
    const { list } = this.#head;
    this.#headers ??= new Headers({ header: (name) => getHeader(list, name), headers: () => pairs(list) });
    return this.#headers;
  }

  clone(): globalThis.Response {
    return new globalThis.Response(nativeOf(this).clone().body, this as unknown as globalThis.Response);
  }

  [LIST](): HeaderList | undefined {
    return this.#headers && nativeHeaders(this.#headers) ? undefined : this.#head.list;
  }

  [RELEASE](): Sent {
    return release(this) as Sent;
  }
}

mixBody(Response.prototype);
standIn("Response", Response);

function* pairs(list: HeaderList): Generator<[name: string, value: string]> {
  for (let index = 0; index < list.length; index += 2)
    yield [list[index] as string, list[index + 1] as string];
}
