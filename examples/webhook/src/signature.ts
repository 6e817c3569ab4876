/** How old a signed request may be, in seconds: an older one may be a recording. */
const MAX_AGE = 300;

/**
 * Whether a request was signed with a secret: HMAC-SHA-256 over its raw bytes, compared in constant time by Web
 * Crypto, which every runtime has.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export async function isSigned(body: Uint8Array, headers: Headers, secret: string): Promise<boolean> {
  const timestamp = headers.get("x-slack-request-timestamp") ?? "";
  const signature = /^v0=([\da-f]{64})$/.exec(headers.get("x-slack-signature") ?? "")?.[1];
  if (!signature || !(Math.abs(Date.now() / 1000 - Number(timestamp)) < MAX_AGE)) return false;
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
  const prefix = encoder.encode(`v0:${timestamp}:`);
  const signed = new Uint8Array(prefix.length + body.length);
  signed.set(prefix);
  signed.set(body, prefix.length);
  return crypto.subtle.verify("HMAC", key, fromHex(signature), signed);
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
