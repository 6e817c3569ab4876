/** A request that brings an event: it has been verified, and its body has been read. */
export class EventRequest {
  /** Its method, URL and headers. The body is read. */
  readonly request: Request;
  readonly body: Uint8Array;
  #json: { readonly value: unknown } | undefined;

  constructor(request: Request, body: Uint8Array) {
    this.request = request;
    this.body = body;
  }

  /** The body as JSON, parsed once for all codecs; undefined where it is none. */
  get json(): unknown {
    this.#json ??= { value: parse(this.body) };
    return this.#json.value;
  }

  /** One header; null where there is none. */
  header(name: string): string | null {
    return this.request.headers.get(name);
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
