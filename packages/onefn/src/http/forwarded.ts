/**
 * The address of the client behind `hops` trusted proxies, without a port; undefined where what was told is no address.
 * `X-Forwarded-For` is read from the right, where our own proxies write: what stands further left came from the client
 * and can be forged.
 *
 * @param connected who connected to the provider, with or without a port.
 * @param forwardedFor the header as it arrived; some gateways have appended the peer to it already.
 * @param hops proxies of one's own in front of the provider; 0 gives the peer.
 */
export function clientBehind(
  connected: string | undefined,
  forwardedFor: string | null | undefined,
  hops: number | undefined,
): string | undefined {
  const peer = connected && addressIn(connected);
  if (!hops || !forwardedFor) return peer || undefined;
  const chain = forwardedFor.split(",").map(withoutPort);
  // Only the last entry can be the peer, appended by the gateway: a client may claim the address further left.
  if (peer && chain.at(-1) !== peer) chain.push(peer);
  return addressIn(chain[Math.max(0, chain.length - 1 - hops)] || peer || "");
}

/** The console's test of an API says `test-invoke-source-ip`, and proxies may say `unknown`. */
const ADDRESS = /^[\da-f]*[.:][\da-f.:]*(?:%\w+)?$/i;

function addressIn(text: string): string | undefined {
  const address = withoutPort(text);
  return ADDRESS.test(address) ? address : undefined;
}

/**
 * `192.0.2.1:50123` and `[2001:db8::1]:50123`. Without brackets, five digits at the end of an address of version 6, and
 * whatever follows eight groups, can only be a port. Clients choose the text: no two parts of it may match the same.
 */
const WITH_PORT =
  /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+|([\da-f.]*(?::[\da-f.]*)+):\d{5}|((?:[\da-f]+:){7}[\da-f]+):\d+)$/i;

function withoutPort(address: string): string {
  return address.trim().replace(WITH_PORT, "$1$2$3$4");
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
  if (!HOST.test(text) || !isParsed(`http://${text}`)) return false;
  knownHost = text;
  return true;
}

/** What looks like a host may be none still, such as `999.1.1.1` and `a:99999`. Not every runtime has `URL.canParse`. */
function isParsed(url: string): boolean {
  try {
    return new URL(url).host !== "";
  } catch {
    return false;
  }
}

/** The path without a prefix that it begins with, at a segment's border. */
export function stripBasePath(path: string, basePath: string | undefined): string {
  if (!basePath) return path;
  const base = basePath.endsWith("/") ? basePath.slice(0, -1) : basePath;
  if (!path.startsWith(base)) return path;
  const rest = path.slice(base.length);
  if (rest === "") return "/";
  return rest.startsWith("/") ? rest : path;
}
