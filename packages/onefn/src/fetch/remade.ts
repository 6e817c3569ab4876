import { isDecodedBy } from "./decoded.js";

/** Bodies that fetch has decoded: who makes a Response of one copies the headers of its encoding along. */
let bodies: WeakSet<object> | undefined;

/** Since undici 7.11, which Node 24.4 brought. */
function decodesZstd(): boolean {
  const [major = 0, minor = 0] = String(process.versions.undici).split(".").map(Number);
  return major > 7 || (major === 7 && minor >= 11);
}

/** Remembers the body of what Node's fetch gave, where it was decoded. Returns the Response. */
export function rememberDecoded(response: Response): Response {
  if (isDecodedBy(decodesZstd, response) && response.body) {
    bodies ??= new WeakSet();
    bodies.add(response.body);
  }
  return response;
}

/** Whether a Response is what fetch gave and has decoded, or was made of its body. */
export function isDecoded(response: Response): boolean {
  if (isDecodedBy(decodesZstd, response)) return true;
  // Its body is looked at only where it matters: a light Response has to make a stream of it.
  return !!bodies && response?.headers?.has("content-encoding") && bodies.has(response.body as object);
}
