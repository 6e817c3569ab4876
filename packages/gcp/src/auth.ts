import { Buffer } from "node:buffer";
import { headerOf } from "@onefn/server/node";
import type { Auth } from "onefn/provider";
import type { GcpRequest } from "./native.js";
import type { GcpOptions } from "./options.js";

/**
 * The caller whom Identity-Aware Proxy or Cloud Run has verified. Claims are decoded and **not** verified here: that
 * would take a request for Google's public keys. It is the option `verifiedBy` that vouches for them, so without it
 * there is no `auth`.
 */
export function authOf(request: GcpRequest, { verifiedBy }: GcpOptions): Auth | undefined {
  const token = verifiedBy === "iap" ? assertion(request) : verifiedBy === "iam" ? idToken(request) : null;
  const claims = token ? claimsOf(token) : undefined;
  if (!verifiedBy || !claims) return undefined;
  return { type: verifiedBy, subject: typeof claims.sub === "string" ? claims.sub : undefined, claims };
}

/**
 * IAP takes `X-Goog-*` headers of clients off.
 * @see https://cloud.google.com/iap/docs/signed-headers-howto
 */
function assertion(request: GcpRequest): string | null {
  return headerOf(request, "x-goog-iap-jwt-assertion");
}

/**
 * A token that Cloud Run has verified ends in this word; one that it has not looked at does not. Where both headers
 * are there, it has looked at the first.
 * @see https://cloud.google.com/run/docs/authenticating/service-to-service
 */
const VERIFIED = /^bearer +([\w-]+\.[\w-]+\.SIGNATURE_REMOVED_BY_GOOGLE)$/i;

function idToken(request: GcpRequest): string | null {
  const header = headerOf(request, "x-serverless-authorization") ?? headerOf(request, "authorization");
  return header === null ? null : (VERIFIED.exec(header)?.[1] ?? null);
}

/** A token that cannot be read names nobody. */
function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
