import { createHash, createHmac } from "node:crypto";

/** A user of Netlify Identity, and how the request is signed. */
export interface NetlifyIdentityOptions {
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  /** More of the user's record, such as `user_metadata`. */
  readonly user?: Readonly<Record<string, unknown>> | undefined;
  /** The JWT secret of the instance. Default: the request is not signed, for `verify: "platform"`. */
  readonly secret?: string | undefined;
  /** The site's address. Default: `https://simulated.netlify.app`. */
  readonly site?: string | undefined;
}

const INSTANCE = "6b0b1b0e-4c6d-4a52-9c1f-0f6a3c1d2e4f";

/**
 * Builds the request by which Netlify Identity asks a function.
 *
 * @see https://docs.netlify.com/build/functions/trigger-on-events/
 * @example
 * const response = await handler(netlifyIdentity("identity-validate", { email: "ann@example.com" }));
 * @trigger identity-events
 */
export function netlifyIdentity(
  hook: "identity-validate" | "identity-signup" | "identity-login",
  {
    id = "7c9d2f0e-4b1a-4c3d-8e5f-6a7b8c9d0e1f",
    email = "ann@example.com",
    user,
    secret,
    site = "https://simulated.netlify.app",
  }: NetlifyIdentityOptions = {},
): Request {
  const event = hook.slice("identity-".length);
  const now = new Date().toISOString();
  const body = JSON.stringify({
    event,
    instance_id: INSTANCE,
    user: {
      id,
      aud: "",
      role: "",
      email,
      ...(event === "login" && { confirmed_at: now }),
      app_metadata: { provider: "email" },
      user_metadata: {},
      created_at: now,
      updated_at: now,
      ...user,
    },
  });
  return new Request(new URL(`/.netlify/functions/${hook}`, site), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "Go-http-client/1.1",
      "x-netlify-event": `identity_${event}`,
      ...(secret !== undefined && { "x-webhook-signature": signatureOf(body, secret) }),
    },
    body,
  });
}

/** A token with the digest of the body. */
function signatureOf(body: string, secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const sha256 = createHash("sha256").update(body).digest("hex");
  const claims = { iss: "gotrue", sub: INSTANCE, iat: Math.floor(Date.now() / 1_000), sha256 };
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
