import { Buffer } from "node:buffer";
import type { Auth } from "onefn/provider";
import type { AzureRequest, Environment } from "./native.js";

/**
 * The caller as verified by App Service authentication ("Easy Auth"), which removes these headers from clients' requests.
 * If it is not enabled, anyone can send them, so they are ignored.
 *
 * @see https://learn.microsoft.com/en-us/azure/app-service/configure-authentication-user-identities
 */
export function authOf({ headers }: AzureRequest, env: Environment): Auth | undefined {
  if (env.WEBSITE_AUTH_ENABLED?.toLowerCase() !== "true") return undefined;
  const header = headers.get("x-ms-client-principal");
  const claims = header === null ? undefined : principalOf(header);
  if (!claims) return undefined;
  return { type: "easy-auth", subject: headers.get("x-ms-client-principal-id") ?? undefined, claims };
}

/** Undefined if the principal cannot be read. */
function principalOf(header: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const principal: unknown = JSON.parse(Buffer.from(header, "base64").toString());
    return typeof principal === "object" && principal !== null
      ? (principal as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
