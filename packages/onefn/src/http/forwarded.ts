/**
 * The address of the client behind `hops` trusted proxies, without a port; undefined if the value is not an address.
 * `X-Forwarded-For` is read from the right, where trusted proxies append. Anything further left came from the client
 * and can be forged.
 *
 * @param connected the address that connected to the provider, with or without a port.
 * @param forwardedFor the header as it arrived. Some gateways have already appended the peer.
 * @param hops your own proxies in front of the provider; 0 returns the peer.
 */
export function clientBehind(
  connected: string | undefined,
  forwardedFor: string | null | undefined,
  hops: number | undefined,
): string | undefined {
  const peer = addressIn(connected ?? "");
  if (!hops || !forwardedFor) return peer;
  const chain = forwardedFor.split(",").map(addressIn);
  // Only the last entry can be the peer, appended by the gateway: a client may forge the address further left.
  if (peer && chain.at(-1) !== peer) chain.push(peer);
  return chain[Math.max(0, chain.length - 1 - hops)];
}

/**
 * An address with or without a port: `192.0.2.1:50123`, `[2001:db8::1]:50123`, `2001:db8::1`. Without brackets, five
 * digits at the end of an IPv6 address can only be a port. Clients choose this text, so no two parts match the same
 * characters.
 */
const ADDRESS =
  /^(?:([\d.]+)(?::\d+)?|\[([\da-f:.]+)\](?::\d+)?|([\da-f]*(?::[\da-f.]*)+?(?:%\w+)?)(?::\d{5})?)$/i;

/** An API test in AWS's console sends `test-invoke-source-ip`, and proxies may send `unknown`. */
function addressIn(text: string): string | undefined {
  const [, v4, bracketed, v6] = ADDRESS.exec(text.trim()) ?? [];
  return v4 ?? bracketed ?? v6;
}

/** A forwarded header's value, as the nearest trusted proxy wrote it; null without trust or without the header. */
export function forwardedValue(value: string | null | undefined, hops: number | undefined): string | null {
  if (!hops || !value) return null;
  return value.split(",").at(-1)?.trim() || null;
}
