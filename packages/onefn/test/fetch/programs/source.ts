import type { RequestSource } from "../../../src/fetch/source.js";

/** A source over plain values, as a codec would make it of an event. */
export function sourceOf(
  given: {
    method?: string;
    url?: string;
    headers?: readonly (readonly [string, string])[];
    body?: ReturnType<RequestSource["body"]>;
    signal?: AbortSignal;
  } = {},
): RequestSource {
  const { method = "POST", url = "https://example.com/path?a=b", headers = [], body = null, signal } = given;
  const values = (name: string) => headers.filter(([key]) => key === name).map(([, value]) => value);
  return {
    method,
    url: () => url,
    header: (name) => (values(name).length > 0 ? values(name).join(", ") : null),
    headers: () => headers,
    body: () => body,
    ...(signal && { signal: () => signal }),
  };
}
