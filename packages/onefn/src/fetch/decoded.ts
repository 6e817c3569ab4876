/** The encodings that every fetch decodes. It decodes all of a body's encodings, or none. */
const DECODED = ["gzip", "x-gzip", "deflate", "br"];

/**
 * Whether fetch returned this Response and decoded its body. Its headers still name the encoding and the encoded
 * length; sent unchanged, they would make the client decode the body again.
 *
 * @param decodesZstd whether the runtime's fetch also decodes zstd.
 * @see https://github.com/honojs/hono/issues/3518
 */
export function isDecodedBy(decodesZstd: () => boolean, response: Response): boolean {
  // Only a Response from fetch has a URL. Checked first: once headers are read, Deno sends a wrong length unchanged.
  // A value that is not a Response is refused later.
  if (!response?.url) return false;
  const codings = response.headers?.get?.("content-encoding")?.toLowerCase().split(",");
  const isDecoding = (coding: string) => DECODED.includes(coding) || (coding === "zstd" && decodesZstd());
  // Not by a regular expression, which many spaces make slow.
  return codings?.every((each) => isDecoding(each.trim())) ?? false;
}

/** Bodies that fetch has decoded. Code that makes a new Response from one often copies the encoding headers too. */
let bodies: WeakSet<object> | undefined;

/** Since undici 7.11, which Node 24.4 brought. */
function decodesZstd(): boolean {
  const [major = 0, minor = 0] = String(process.versions.undici).split(".").map(Number);
  return major > 7 || (major === 7 && minor >= 11);
}

/** Remembers the body of a Response from Node's fetch, if it was decoded. Returns the Response. */
export function rememberDecoded(response: Response): Response {
  if (isDecodedBy(decodesZstd, response) && response.body) {
    bodies ??= new WeakSet();
    bodies.add(response.body);
  }
  return response;
}

/** Whether fetch returned this Response and decoded its body, or it was made from such a body. */
export function isDecoded(response: Response): boolean {
  if (isDecodedBy(decodesZstd, response)) return true;
  // Reads the body only if it matters: a light Response must first make a stream of it.
  return !!bodies && response?.headers?.has("content-encoding") && bodies.has(response.body as object);
}
