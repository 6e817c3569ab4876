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
  const peer = addressIn(connected ?? "");
  if (!hops || !forwardedFor) return peer;
  const chain = forwardedFor.split(",").map(addressIn);
  // Only the last entry can be the peer, appended by the gateway: a client may claim the address further left.
  if (peer && chain.at(-1) !== peer) chain.push(peer);
  return chain[Math.max(0, chain.length - 1 - hops)];
}

/**
 * An address with a port or without: `192.0.2.1:50123`, `[2001:db8::1]:50123`, `2001:db8::1`. Without brackets, five
 * digits at the end of one of version 6 can only be a port. Clients choose the text, so no two parts match the same.
 */
const ADDRESS =
  /^(?:([\d.]+)(?::\d+)?|\[([\da-f:.]+)\](?::\d+)?|([\da-f]*(?::[\da-f.]*)+?(?:%\w+)?)(?::\d{5})?)$/i;

/** The console's test of an API says `test-invoke-source-ip`, and proxies may say `unknown`. */
function addressIn(text: string): string | undefined {
  const [, v4, bracketed, v6] = ADDRESS.exec(text.trim()) ?? [];
  return v4 ?? bracketed ?? v6;
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
