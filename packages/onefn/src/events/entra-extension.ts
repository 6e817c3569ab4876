import { checkOption } from "../option-checks.js";
import type { Verify } from "./options.js";
import { bearerOf } from "./secrets.js";
import { type PublicKeys, signedTokens } from "./signed-tokens.js";
import { unverified } from "./unverified.js";

/** The caller that {@link entraExtension} accepts. An environment variable that is not set is refused at start. */
export interface EntraExtension {
  /** The id of the tenant whose users are asked about, a GUID: "Directory (tenant) ID" in the admin center. */
  readonly tenant: string | undefined;
  /**
   * The application id of the app registration that the extension signs in for, a GUID. If that app accepts tokens of
   * version 1 (`accessTokenAcceptedVersion`), its application ID URI: the token's `aud`, character by character.
   */
  readonly audience: string | undefined;
  /**
   * The subdomain of an external tenant, such as `contoso` of `contoso.ciamlogin.com`, if its tokens name that as their
   * issuer. Default: issuers have the tenant's id in its place.
   */
  readonly domain?: string | undefined;
  /** Public keys in place of Microsoft's, for tests: a JSON Web Key Set. Default: Microsoft's, fetched and kept. */
  readonly keys?: PublicKeys | undefined;
}

/**
 * The application that calls extensions, in every tenant.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-overview#protect-your-rest-api
 */
const CALLER = "99045fe1-7639-4a75-9d4a-577b6ca3810f";

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Accepts requests of Microsoft Entra to a custom authentication extension, for `verify` of the option `events`.
 * Signature, issuer (the tenant), audience, expiry and caller of the bearer token are checked. The caller must be Entra's
 * own app, because any app of the tenant can get a token for your audience.
 *
 * It needs the package `jose`, which is loaded at the first request.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the tenant is not a GUID, the audience is not a string or is empty, or the
 * domain is not a subdomain.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-overview#protect-your-rest-api
 * @example
 * const verify = entraExtension({ tenant: process.env.TENANT_ID, audience: process.env.EXTENSION_APP_ID });
 * adapt(addTenant, { events: { verify } });
 */
export function entraExtension({
  tenant,
  audience,
  domain,
  keys,
}: EntraExtension): Exclude<Verify, "platform"> {
  const from = "[onefn] entraExtension";
  checkOption(typeof tenant === "string" && GUID.test(tenant), from, "tenant", "the tenant's id, a GUID");
  checkOption(
    typeof audience === "string" && audience !== "",
    from,
    "audience",
    "the application's id, and not empty",
  );
  checkOption(
    domain === undefined || /^[\da-z-]+$/i.test(domain),
    from,
    "domain",
    'a subdomain of ciamlogin.com, such as "contoso"',
  );
  const issuers = new Map(
    issuersOf(tenant.toLowerCase(), domain?.toLowerCase()).map(([issuer, url]) => [
      issuer,
      signedTokens("entraExtension", { audience, issuer, keys: keys ?? url }),
    ]),
  );
  return async (request) => {
    const token = bearerOf(request);
    if (token === null) return false;
    const claimsOf = issuers.get(issuerIn(token));
    if (!claimsOf)
      throw unverified(
        `the token's issuer is none of ${[...issuers.keys()].join(", ")}. Correct tenant or domain.`,
      );
    const { ver, azp, appid } = await claimsOf(token);
    if ((ver === "1.0" ? appid : azp) !== CALLER)
      throw unverified("the token was made for another caller than Entra's authentication events.");
    return true;
  };
}

/**
 * The issuers of a tenant, each with its keys. An external tenant's are on a domain of their own, and tokens of version
 * 1 have the oldest.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens#validate-the-issuer
 */
function issuersOf(tenant: string, domain: string | undefined): readonly (readonly [string, string])[] {
  const workforce = `https://login.microsoftonline.com/${tenant}`;
  const external = [tenant, domain ?? tenant].map((name) => `https://${name}.ciamlogin.com/${tenant}`);
  return [
    ...[workforce, ...external].map((base) => [`${base}/v2.0`, `${base}/discovery/v2.0/keys`] as const),
    [`https://sts.windows.net/${tenant}/`, `${workforce}/discovery/keys`],
  ];
}

/** Whose keys a token has to be checked with; "" where it does not say. Nobody has verified it yet. */
function issuerIn(token: string): string {
  try {
    const [, payload = ""] = token.split(".");
    return String(JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))).iss);
  } catch {
    return "";
  }
}
