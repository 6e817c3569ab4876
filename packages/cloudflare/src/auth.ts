import type { Auth } from "onefn/provider";
import { type Invocation, propertiesOf } from "./native.js";

/**
 * The caller as Cloudflare has verified it: by Access, or by a client certificate.
 *
 * The header `Cf-Access-Jwt-Assertion` is believed by nobody here: it stands in every request that a client cares to
 * write it into, and a Worker has addresses that no Access application may cover. `ctx.access` is the runtime's own
 * word.
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
