import type { Auth } from "onefn/provider";
import { bySubject } from "./auth.js";
import { headerOf, type WireHeaders } from "./codecs/headers.js";
import type { AwsOptions } from "./options.js";

/**
 * The user whom a load balancer's `authenticate-oidc` or `authenticate-cognito` action has signed in. The claims are
 * decoded but **not** verified here: that would take a request for the load balancer's public key. The option
 * `albAuthenticates` vouches for them; without it there is no `auth`.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export function oidcAuth(headers: WireHeaders, { albAuthenticates }: AwsOptions): Auth | undefined {
  const token = albAuthenticates === true && headerOf(headers, "x-amzn-oidc-data");
  const claims = token ? claimsOf(token) : undefined;
  return typeof claims === "object" && claims !== null ? bySubject("oidc", claims, "sub") : undefined;
}

/** An unreadable token identifies nobody. */
function claimsOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
