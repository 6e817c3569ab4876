/** What every fetch takes off a body. It takes off all codings, or none. */
const DECODED = ["gzip", "x-gzip", "deflate", "br"];

/**
 * Whether a Response is one that fetch gave and whose body it has decoded. Its headers still tell the encoding, and the
 * length that the body had: sent as they are, they would make a client decode it once more.
 *
 * @param decodesZstd whether the runtime's fetch decodes zstd, too.
 * @see https://github.com/honojs/hono/issues/3518
 */
export function isDecodedBy(decodesZstd: () => boolean, response: Response): boolean {
  // Only what fetch gave has a URL. Asked first: Deno sends a wrong length as it is once somebody has looked at headers.
  // What is no Response is refused later.
  if (!response?.url) return false;
  const codings = response.headers?.get?.("content-encoding")?.toLowerCase().split(/ *, */);
  return codings?.every((each) => DECODED.includes(each) || (each === "zstd" && decodesZstd())) ?? false;
}
