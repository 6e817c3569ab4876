import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";

/** What Identity Platform asks about. */
export interface BlockingOptions {
  readonly uid?: string | undefined;
  readonly email?: string | undefined;
  /** More of the user's record, by the names of the token, such as `display_name`. */
  readonly record?: Readonly<Record<string, unknown>> | undefined;
  /** More claims of the token, such as `sign_in_attributes`. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  readonly ip?: string | undefined;
  /** Default: `shop`. */
  readonly project?: string | undefined;
  /** The URL that is registered. Default: `https://hooks.example/`. */
  readonly audience?: string | undefined;
  /** Signs the claims. Default: the token has a signature that nobody made, for `verify: "platform"`. */
  readonly sign?: ((claims: object) => string) | undefined;
}

/**
 * The body of the request by which Identity Platform asks a blocking function.
 *
 * @see https://cloud.google.com/identity-platform/docs/blocking-functions
 * @example
 * const body = blocking("beforeCreate", { email: "ann@example.com" });
 * @trigger blocking
 */
export function blocking(
  event: "beforeCreate" | "beforeSignIn",
  {
    uid = "2vW8yNTpSjZQoR0n1ZyYt3xQ9aB2",
    email = "ann@example.com",
    record,
    claims,
    ip = "198.51.100.7",
    project = "shop",
    audience = "https://hooks.example/",
    sign = unsigned,
  }: BlockingOptions = {},
): { readonly data: { readonly jwt: string } } {
  const now = Math.floor(Date.now() / 1_000);
  return {
    data: {
      jwt: sign({
        iss: `https://securetoken.google.com/${project}`,
        aud: audience,
        iat: now,
        exp: now + 300,
        sub: uid,
        event_id: randomUUID(),
        event_type: event,
        ip_address: ip,
        user_agent: "Mozilla/5.0 (X11; Linux x86_64)",
        locale: "en",
        sign_in_method: "password",
        user_record: {
          uid,
          email,
          metadata: { creation_time: now * 1_000, last_sign_in_time: now * 1_000 },
          provider_data: [{ provider_id: "password", uid: email, email }],
          ...record,
        },
        ...claims,
      }),
    },
  };
}

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", kid: "simulated", typ: "JWT" })}.${part(claims)}.c2ltdWxhdGVk`;
}
