import { decodeSegments } from "./segments.js";

/**
 * Anything that the URL parser changes: characters that it encodes, removes, converts (`\`) or reads as the start of
 * a fragment, and segments that are, or begin like, `.` and `..`. Most targets have none of these and are not parsed.
 * Some parsers leave `'`, `^`, `` ` ``, `{`, `|` and `}` alone in some places, so targets with these are parsed.
 * @see https://url.spec.whatwg.org/#path-state
 */
const CHANGED_BY_PARSING = /[^!$-&(-;=?-[\]_a-z~]|\/(?:\.|%2[eE])/;

/** Characters that few targets have, including dots and escapes. Tested first, because it is faster. */
const UNUSUAL = /[^\w/?=&+,:;@~-]/;

/**
 * An absolute URL from parts that came from the network, serialized as by `new URL`: dot segments and backslashes are
 * resolved, the host is in lower case, and a default port is left out. The router, a check of `new
 * URL(request.url).pathname` and an upstream server all see the same path.
 *
 * An invalid host (`a/b`, `user@host`) is replaced. A path never changes the origin, even if it begins with `//` or
 * is a whole URL.
 *
 * @param target path and query, as the client wrote them.
 * @param basePath the option of that name, which is removed. Default: nothing is.
 */
export function absoluteUrl(
  scheme: "http" | "https",
  host: string | null | undefined,
  fallbackHost: string | undefined,
  target: string,
  basePath?: string,
): string {
  const origin = originOf(scheme, host) ?? originOf(scheme, fallbackHost) ?? `${scheme}://localhost`;
  let path = target[0] === "/" ? target : `/${target}`;
  if (UNUSUAL.test(path) && CHANGED_BY_PARSING.test(path))
    path = new URL(origin + path).href.slice(origin.length);
  return origin + stripBasePath(path, basePath);
}

/**
 * The URL of a platform's own request, serialized as by `new URL`. Not every platform parses the client's URL.
 *
 * @param basePath the option of that name, which is removed. Default: nothing is.
 * @throws TypeError for anything but an absolute URL.
 */
export function resolveUrl(url: string, basePath?: string): string {
  const { origin, href } = new URL(url);
  return origin + stripBasePath(href.slice(origin.length), basePath);
}

const HOST = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** The last valid host: a deployed function sees the same one again and again. */
let known: string | undefined;
let knownScheme: string | undefined;
let knownOrigin: string | undefined;

/** A host that matches may still be invalid, such as `999.1.1.1` and `a:99999`. Some runtimes lack `URL.canParse`. */
function originOf(scheme: string, host: string | null | undefined): string | undefined {
  if (typeof host !== "string") return undefined;
  if (host === known && scheme === knownScheme) return knownOrigin;
  if (!HOST.test(host)) return undefined;
  try {
    knownOrigin = new URL(`${scheme}://${host}`).origin;
  } catch {
    return undefined;
  }
  known = host;
  knownScheme = scheme;
  return knownOrigin;
}

/**
 * Removes a prefix of whole segments from the path of a target. Segments are compared decoded, as the router compares
 * them.
 */
function stripBasePath(target: string, basePath: string | undefined): string {
  if (!basePath) return target;
  const base = basePath.endsWith("/") ? basePath.slice(0, -1) : basePath;
  if (target.startsWith(`${base}/`)) return target.slice(base.length);
  const end = target.search(/[?#]|$/);
  const segments = target.slice(0, end).split("/");
  const depth = base.split("/").length;
  const isWithin = decodeSegments(segments.slice(0, depth).join("/")) === decodeSegments(base);
  return isWithin ? `/${segments.slice(depth).join("/")}${target.slice(end)}` : target;
}
