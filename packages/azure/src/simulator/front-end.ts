import { Buffer } from "node:buffer";
import type { Auth } from "onefn/provider";
import type { ClientRequest, HeaderLine } from "./client-request.js";

/**
 * How App Service's front end and its authentication change a client's headers: they append the client's address with
 * its port, and only they write who has signed in.
 * @see https://learn.microsoft.com/en-us/azure/app-service/configure-authentication-user-identities
 */
export function throughFrontEnd({ lines, ip, auth }: ClientRequest): readonly HeaderLine[] {
  const forwarded = lines
    .filter(([name]) => name.toLowerCase() === "x-forwarded-for")
    .map(([, value]) => value);
  const address = `${ip.includes(":") ? `[${ip}]` : ip}:50123`;
  return [
    ...lines.filter(([name]) => !REPLACED.test(name)),
    ["X-Forwarded-For", [...forwarded, address].join(", ")],
    ["X-Forwarded-Proto", "https"],
    ["CLIENT-IP", address],
    ["X-Client-IP", ip],
    ...principal(auth),
  ];
}

const REPLACED =
  /^(x-forwarded-(for|proto)|client-ip|x-client-ip|x-ms-client-principal(-.+)?|x-ms-token-.+)$/i;

function principal(auth: Auth | undefined): readonly HeaderLine[] {
  if (!auth) return [];
  return [
    ["X-MS-CLIENT-PRINCIPAL", Buffer.from(JSON.stringify(auth.claims)).toString("base64")],
    ["X-MS-CLIENT-PRINCIPAL-ID", String(auth.subject)],
    ["X-MS-CLIENT-PRINCIPAL-NAME", "ada@example.com"],
    ["X-MS-CLIENT-PRINCIPAL-IDP", String(auth.claims.auth_typ)],
  ];
}
