import type { Auth } from "onefn";
import type { Caller } from "onefn/simulator";
import type { AccessIdentity } from "./arrival.js";

const access = {
  type: "access",
  subject: "7335d417-61da-459d-899c-0a01c76a2f94",
  claims: {
    aud: "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2",
    email: "ada@example.com",
    groups: [{ id: "1", name: "engineers" }],
  },
} as const satisfies Auth;

const mtls = {
  type: "mtls",
  subject: "CN=ada,O=Example",
  claims: { certVerified: "SUCCESS", certSubjectDN: "CN=ada,O=Example", certSerial: "00936EACBE07F201DF" },
} as const satisfies Auth;

/** The identities that Cloudflare can verify: a user of Access, the holder of a client certificate. */
export const identities: readonly Auth[] = [access, mtls];

/** What Access says about a caller; undefined if it was not involved. */
export function accessOf({ auth }: Caller): AccessIdentity | undefined {
  if (auth?.type !== access.type) return undefined;
  const { aud, ...identity } = auth.claims;
  return { aud: String(aud), identity: { ...identity, user_uuid: auth.subject } };
}

/** The value of `request.cf.tlsClientAuth` for a caller. */
export function certificateOf({ auth }: Caller): Readonly<Record<string, unknown>> {
  const presented = auth?.type === mtls.type;
  const none = { certPresented: "0", certVerified: "NONE", certRevoked: "0", certSubjectDN: "" };
  return presented ? { ...none, certPresented: "1", ...auth.claims } : none;
}
