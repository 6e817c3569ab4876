import { decodeSegments } from "./segments.js";

/**
 * What the URL parser does not leave as it is: characters that it encodes, removes, turns around (`\`) or takes for the
 * beginning of a fragment, and segments that are, or begin like, `.` and `..`. Most targets have none and are not
 * parsed. `'`, `^`, `` ` ``, `{`, `|` and `}` are left alone in some places and by some parsers: those are asked.
 * @see https://url.spec.whatwg.org/#path-state
 */
const CHANGED_BY_PARSING = /[^!$-&(-;=?-[\]_a-z~]|\/(?:\.|%2[eE])/;

/** Characters that most targets lack, among them `.` and `%`. Tested first, because a single class is faster to test. */
const UNUSUAL = /[^\w/?=&+,:;@~-]/;

/**
 * An absolute URL of parts that came from the network, as `new URL` serialises it: dot segments and backslashes are
 * resolved, the host is in lower case, and a default port is left out. The router, a check of
 * `new URL(request.url).pathname` and a server that the URL is passed on to all see the same path.
 *
 * A host that is none (`a/b`, `user@host`) is replaced, and a path never changes the origin, whether it begins with
 * `//` or is a whole URL itself.
 *
 * @param target path and query, as the client wrote them.
 * @param basePath the option of that name, which is cut off. Default: nothing is.
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
 * The URL of a platform's own request as `new URL` serialises it: not every platform parses what a client sent.
 *
 * @param basePath the option of that name, which is cut off. Default: nothing is.
 * @throws TypeError for what is no absolute URL.
 */
export function resolveUrl(url: string, basePath?: string): string {
  const { origin, href } = new URL(url);
  return origin + stripBasePath(href.slice(origin.length), basePath);
}

const HOST = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** The last host that was one: a deployed function hears the same one over and over. */
let known: string | undefined;
let knownScheme: string | undefined;
let knownOrigin: string | undefined;

/** What looks like a host may be none still, such as `999.1.1.1` and `a:99999`. Not every runtime has `URL.canParse`. */
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
 * A target without a prefix of whole segments that its path begins with. They are compared decoded, as a router
 * compares them.
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
