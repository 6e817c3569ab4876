import type { Auth } from "onefn/provider";
import { type Invocation, propertiesOf } from "./native.js";

/**
 * The caller as verified by Cloudflare, through Access or a client certificate.
 *
 * The header `Cf-Access-Jwt-Assertion` is ignored: any client can write it, and a Worker may have addresses that no Access
 * application covers. `ctx.access` comes from the runtime itself.
 * @see https://developers.cloudflare.com/workers/configuration/cloudflare-access/
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/mtls/
 */
export function authOf(request: Request, { ctx, identity }: Invocation): Auth | undefined {
  const { tlsClientAuth: certificate } = propertiesOf(request);
  if (ctx?.access) {
    const subject = identity?.user_uuid;
    return {
      type: "access",
      subject: typeof subject === "string" ? subject : undefined,
      claims: { ...identity, aud: ctx.access.aud },
    };
  }
  return certificate?.certVerified === "SUCCESS" && certificate.certRevoked !== "1"
    ? { type: "mtls", subject: certificate.certSubjectDN, claims: { ...certificate } }
    : undefined;
}
