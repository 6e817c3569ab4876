import type { Arrival } from "./arrival.js";

/** The Request that the Workers runtime makes: its headers are immutable, and it has `cf`. */
export function receive({ method, url, headers, body, cf }: Arrival, signal: AbortSignal): Request {
  const init = {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, decoded(value)]),
    body,
    signal,
    duplex: "half",
    redirect: "manual",
  };
  const request = new Request(url, init as RequestInit);
  return Object.defineProperties(request, {
    headers: { value: new ImmutableHeaders(request.headers) },
    cf: { value: cf, enumerable: true },
    ...(hasBodyOfItsOwn(request) && { body: { value: new Blob([]).stream() } }),
  });
}

/** The runtime also reads the body of a GET, if a header announces one. A Request made by hand has none. */
function hasBodyOfItsOwn({ method, headers }: Request): boolean {
  return /^(?:GET|HEAD)$/.test(method) && headers.has("transfer-encoding");
}

/** @see https://developers.cloudflare.com/workers/examples/modify-request-property/ */
class ImmutableHeaders extends Headers {
  override readonly append = refuse;
  override readonly set = refuse;
  override readonly delete = refuse;
}

function refuse(): never {
  throw new TypeError("Can't modify immutable headers.");
}

/**
 * The Workers runtime reads headers as UTF-8. Node's Headers cannot hold characters beyond Latin-1: in their place,
 * such as for a byte that is not UTF-8, there is a question mark.
 */
function decoded(value: string): string {
  return Buffer.from(value, "latin1")
    .toString("utf8")
    .replaceAll(/[^\0-\xff]/g, "?");
}
