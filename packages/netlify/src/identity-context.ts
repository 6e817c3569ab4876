import type { Auth } from "onefn/provider";

/**
 * The user of Netlify Identity whom Netlify found in the request: it has verified the token and hands over the claims.
 * The rest of an identity context stays out: it includes an administrator's token.
 *
 * @see https://docs.netlify.com/functions/functions-and-identity/
 */
export function identityOf(
  identityContext: Readonly<Record<string, unknown>> | null | undefined,
): Auth | undefined {
  const user = identityContext?.user;
  if (typeof user !== "object" || user === null) return undefined;
  const claims = user as Readonly<Record<string, unknown>>;
  const { sub } = claims;
  return { type: "netlify-identity", subject: typeof sub === "string" ? sub : undefined, claims };
}
