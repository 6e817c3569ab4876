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
  const chain = forwardedFor.split(",").map(withoutPort);
  // Only the last entry can be the peer, appended by the gateway: a client may claim the address further left.
  if (peer !== undefined && chain.at(-1) !== peer) chain.push(peer);
  return chain[Math.max(0, chain.length - 1 - hops)] || peer;
}

/** `192.0.2.1:50123` and `[2001:db8::1]:50123` come with the client's port; addresses of version 6 alone have none. */
export function withoutPort(address: string): string {
  return address.trim().replace(/^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/, "$1$2");
}

/** A forwarded header's value, as the nearest trusted proxy wrote it; null without trust or without the header. */
export function forwardedValue(value: string | null | undefined, hops: number | undefined): string | null {
  if (!hops || !value) return null;
  return value.split(",").at(-1)?.trim() || null;
}
