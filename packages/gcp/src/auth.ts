import { Buffer } from "node:buffer";
import { headerOf } from "@onefn/server/node";
import type { Auth } from "onefn/provider";
import type { GcpRequest } from "./native.js";
import type { GcpOptions } from "./options.js";

/**
 * The caller as verified by Identity-Aware Proxy or Cloud Run. The claims are decoded but **not** verified here, because
 * that would require fetching Google's public keys. The option `verifiedBy` says that they can be trusted; without it there
 * is no `auth`.
 */
export function authOf(request: GcpRequest, { verifiedBy }: GcpOptions): Auth | undefined {
  const token = verifiedBy === "iap" ? assertion(request) : verifiedBy === "iam" ? idToken(request) : null;
  const claims = token ? claimsOf(token) : undefined;
  if (!verifiedBy || !claims) return undefined;
  return { type: verifiedBy, subject: typeof claims.sub === "string" ? claims.sub : undefined, claims };
}

/**
 * IAP removes `X-Goog-*` headers sent by clients.
 * @see https://cloud.google.com/iap/docs/signed-headers-howto
 */
function assertion(request: GcpRequest): string | null {
  return headerOf(request, "x-goog-iap-jwt-assertion");
}

/**
 * A token that Cloud Run has verified ends in this word; other tokens do not. If both headers are present, it has checked
 * the first.
 * @see https://cloud.google.com/run/docs/authenticating/service-to-service
 */
const VERIFIED = /^bearer +([\w-]+\.[\w-]+\.SIGNATURE_REMOVED_BY_GOOGLE)$/i;

function idToken(request: GcpRequest): string | null {
  const header = headerOf(request, "x-serverless-authorization") ?? headerOf(request, "authorization");
  return header === null ? null : (VERIFIED.exec(header)?.[1] ?? null);
}

/** Undefined if the token cannot be read. */
function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
