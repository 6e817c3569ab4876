import { Buffer } from "node:buffer";
import { generateKeyPairSync, sign } from "node:crypto";
import type { Auth } from "onefn/provider";
import { arn } from "../account.js";
import type { HeaderLine } from "../client-request.js";

let key: ReturnType<typeof generateKeyPairSync>["privateKey"] | undefined;

/**
 * How a load balancer describes a user whom it has signed in: a JWT of its own, signed with ES256 and, unlike others,
 * padded.
 * @see
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html#user-claims-encoding
 */
export function oidcHeaders(auth: Auth | undefined): readonly HeaderLine[] {
  if (!auth) return [];
  key ??= generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const header = {
    typ: "JWT",
    kid: "12345678-1234-1234-1234-123456789012",
    alg: "ES256",
    iss: String(auth.claims.iss ?? ""),
    client: "client-id",
    signer: arn("elasticloadbalancing", "loadbalancer/app/onefn/50dc6c495c0c9188"),
    exp: auth.claims.exp,
  };
  const signed = `${segment(JSON.stringify(header))}.${segment(JSON.stringify(auth.claims))}`;
  const signature = sign("sha256", Buffer.from(signed), { key: key as never, dsaEncoding: "ieee-p1363" });
  return [
    ["x-amzn-oidc-accesstoken", "access-token"],
    ["x-amzn-oidc-identity", auth.subject ?? ""],
    ["x-amzn-oidc-data", `${signed}.${segment(signature)}`],
  ];
}

/** base64url with padding. */
function segment(value: string | Uint8Array): string {
  const text = Buffer.from(value as string).toString("base64url");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}
