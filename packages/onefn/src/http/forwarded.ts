/**
 * The address of the client behind `hops` trusted proxies. `X-Forwarded-For` is read from the right, where our own
 * proxies write: what stands further left came from the client and can be forged.
 *
 * @param peer who connected to the provider.
 * @param forwardedFor the header as it arrived; some gateways have appended the peer to it already.
 * @param hops proxies of one's own in front of the provider; 0 gives the peer.
 */
export function clientBehind(
  peer: string | undefined,
  forwardedFor: string | null | undefined,
  hops: number | undefined,
): string | undefined {
  if (!hops || !forwardedFor) return peer;
  const chain = forwardedFor.split(",").map((entry) => entry.trim());
  // Only the last entry can be the peer, appended by the gateway: a client may claim the address further left.
  if (peer !== undefined && chain.at(-1) !== peer) chain.push(peer);
  return chain[Math.max(0, chain.length - 1 - hops)] || peer;
}

/** A forwarded header's value, as the nearest trusted proxy wrote it; null without trust or without the header. */
export function forwardedValue(value: string | null | undefined, hops: number | undefined): string | null {
  if (!hops || !value) return null;
  return value.split(",").at(-1)?.trim() || null;
}

const HOST = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * An absolute URL of parts that came from the network. A host that is none (`a/b`, `user@host`) is replaced, and a
 * path never changes the origin, whether it begins with `//` or is a whole URL itself.
 */
export function absoluteUrl(
  scheme: "http" | "https",
  host: string | null | undefined,
  fallbackHost: string | undefined,
  pathAndQuery: string,
): string {
  const name = isHost(host) ? host : isHost(fallbackHost) ? fallbackHost : "localhost";
  return `${scheme}://${name}${pathAndQuery.startsWith("/") ? pathAndQuery : `/${pathAndQuery}`}`;
}

/** The last host that was one: a deployed function hears the same one over and over. */
let knownHost: string | undefined;

function isHost(text: string | null | undefined): text is string {
  if (typeof text !== "string") return false;
  if (text === knownHost) return true;
  // A port of 99999 and an address such as 1.2.3.256 look like hosts, and no URL takes them.
  if (!HOST.test(text) || !URL.canParse(`http://${text}`)) return false;
  knownHost = text;
  return true;
}

/** The path without a prefix that it begins with, at a segment's border. */
export function stripBasePath(path: string, basePath: string | undefined): string {
  if (!basePath || !path.startsWith(basePath)) return path;
  const base = basePath.endsWith("/") ? basePath.slice(0, -1) : basePath;
  const rest = path.slice(base.length);
  if (rest === "") return "/";
  return rest.startsWith("/") ? rest : path;
}
