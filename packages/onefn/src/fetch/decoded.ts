/** What fetch takes off a body, and some runtimes' besides. It takes off all codings of a body, or none. */
const CODING = /^(?:(?:x-)?gzip|deflate|br)$/i;
const WITH_ZSTD = /^(?:(?:x-)?gzip|deflate|br|zstd)$/i;

/**
 * Whether a Response is one that fetch gave and whose body it has decoded. Its headers still tell the encoding, and the
 * length that the body had: sent as they are, they would make a client decode it once more.
 *
 * @param decodesZstd whether the runtime's fetch decodes zstd.
 * @see https://github.com/honojs/hono/issues/3518
 */
export function isDecodedBy(decodesZstd: () => boolean, { url, headers }: Response): boolean {
  // Only what fetch gave has a URL.
  if (!url) return false;
  const coding = decodesZstd() ? WITH_ZSTD : CODING;
  return (
    headers
      .get("content-encoding")
      ?.split(",")
      .every((each) => coding.test(each.trim())) ?? false
  );
}
