import type { Verify } from "onefn/events";
import { OnefnError } from "onefn/provider";

/** The claims of a signature. */
interface Signed {
  readonly iss?: unknown;
  readonly iat?: unknown;
  readonly sha256?: unknown;
}

/** Seconds for which a signature of Identity is accepted. It tries three times, with five seconds each. */
const LIFETIME = 300;

/**
 * Lets requests pass that Netlify has signed, for `verify` of the option `events`: those of Netlify Identity, and
 * notifications of deploys and forms with a "JWS secret token". The header `x-webhook-signature` holds a token (HS256) with
 * the digest of the body. One of Identity's that is older than five minutes is refused.
 *
 * @param secret the JWT secret of the Identity instance, or the notification's secret. Undefined, as a variable that is not
 * set, is refused at start.
 * @throws OnefnError ONEFN_INVALID_OPTION for a secret that is no text, or empty.
 * @see https://docs.netlify.com/deploy/deploy-notifications/
 * @example
 * adapt(admit, { events: { verify: netlifySignature(process.env.IDENTITY_SECRET) } });
 */
export function netlifySignature(secret: string | undefined): Exclude<Verify, "platform"> {
  if (typeof secret !== "string" || secret === "") {
    throw new OnefnError(
      "ONEFN_INVALID_OPTION",
      "[onefn/netlify] netlifySignature: the secret must be a string that is not empty. Check the variable that holds it.",
    );
  }
  let key: ReturnType<typeof hmacKey> | undefined;
  return async (request) => {
    const [header = "", claims = "", signature, ...more] = (
      request.headers.get("x-webhook-signature") ?? ""
    ).split(".");
    // Before anything else: a token says itself how it is signed, and may say "none".
    if (signature === undefined || more.length > 0 || jsonIn(header).alg !== "HS256") return false;
    key ??= hmacKey(secret);
    const signed = new TextEncoder().encode(`${header}.${claims}`);
    if (!(await crypto.subtle.verify("HMAC", await key, bytesOf(signature), signed))) return false;
    const { iss, iat, sha256 }: Signed = jsonIn(claims);
    if (iss === "gotrue" ? !isFresh(iat) : iss !== "netlify") return false;
    return sha256 === (await digestOf(request.clone()));
  };
}

function hmacKey(secret: string) {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

function isFresh(issued: unknown): boolean {
  return typeof issued === "number" && Math.abs(Date.now() / 1_000 - issued) <= LIFETIME;
}

async function digestOf(request: Request): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await request.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @throws for what is not base64url, which refuses the request. */
function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** @throws for what is not JSON, which refuses the request. */
function jsonIn(base64url: string): Readonly<Record<string, unknown>> {
  return Object(JSON.parse(new TextDecoder().decode(bytesOf(base64url))));
}
