import { http, text } from "onefn";
import { NOT_UTF8, PLAIN_COOKIES, UNICODE } from "./answers.js";

type Pairs = readonly (readonly [name: string, value: string])[];

/** Headers that keep the case of their names. */
class PonyfillHeaders {
  readonly #list: Pairs;

  constructor(list: Pairs) {
    this.#list = list;
  }

  get(name: string): string | null {
    const values = this.#valuesOf(name);
    return values.length > 0 ? values.join(", ") : null;
  }

  has(name: string): boolean {
    return this.#valuesOf(name).length > 0;
  }

  /** Older ponyfills lack it, such as node-fetch. */
  getSetCookie: (() => string[]) | undefined = () => this.#valuesOf("set-cookie");

  [Symbol.iterator](): Iterator<readonly [string, string]> {
    return this.#list[Symbol.iterator]();
  }

  #valuesOf(name: string): string[] {
    return this.#list.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  }
}

/**
 * A Response as in ponyfills that libraries such as GraphQL Yoga include: not of the runtime's class, with a body
 * that is only iterable, and with promises that are only thenables.
 */
class PonyfillResponse {
  readonly status: number;
  readonly statusText = "";
  readonly headers: PonyfillHeaders;
  readonly #bytes: Uint8Array<ArrayBuffer> | null;
  bodyUsed = false;

  constructor(body: string | Uint8Array<ArrayBuffer> | null, status: number, headers: Pairs) {
    this.status = status;
    this.headers = new PonyfillHeaders(headers);
    this.#bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  }

  get body(): AsyncIterable<Uint8Array> | null {
    return this.#bytes && this.#pieces(this.#bytes);
  }

  async *#pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    this.bodyUsed = true;
    yield bytes.subarray(0, 1);
    yield bytes.subarray(1);
  }

  arrayBuffer(): PromiseLike<ArrayBuffer> {
    this.bodyUsed = true;
    const buffer = this.#bytes?.buffer ?? new ArrayBuffer(0);
    // biome-ignore lint/suspicious/noThenProperty: what a ponyfill's promise is.
    return { then: (resolved) => Promise.resolve(buffer).then(resolved) };
  }
}

const ANSWERS: Readonly<Record<string, () => PonyfillResponse>> = {
  text: () =>
    new PonyfillResponse(UNICODE, 201, [
      ["Content-Type", "text/plain;charset=UTF-8"],
      ["X-Mixed-Case", "Kept As-Is"],
    ]),
  bytes: () => new PonyfillResponse(NOT_UTF8, 200, [["Content-Type", "application/octet-stream"]]),
  "no-body": () => new PonyfillResponse(null, 204, []),
  "joined-cookies": () =>
    withoutGetSetCookie(new PonyfillResponse("cookies", 200, [["set-cookie", "a=1, b=2"]])),
  cookies: () =>
    new PonyfillResponse("cookies", 200, [
      ["Content-Type", "text/plain"],
      ...PLAIN_COOKIES.map((value) => ["Set-Cookie", value] as const),
    ]),
};

/** A Response whose cookies are joined when they are listed, and cannot be separated. */
function withoutGetSetCookie(response: PonyfillResponse): PonyfillResponse {
  response.headers.getSetCookie = undefined;
  return response;
}

/** Functions that return Responses of another implementation. */
export const ponyfillFunctions = {
  ponyfill: http(
    { path: "/ponyfill/:what" },
    (_, { params }) =>
      (ANSWERS[params.what]?.() as Response | undefined) ?? text("no such answer", { status: 404 }),
  ),
};
