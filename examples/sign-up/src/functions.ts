import { identityResponse } from "@onefn/netlify/platform";
import { allow, type Decision, deny, type IdentityEvent, identity } from "onefn";
import { isWorkAddress, tenantOf } from "./tenants.js";

/** Only people of the tenants may sign up. Their providers confirm addresses before the first sign-in. */
export const admit = identity({ on: "signUp" }, ({ user }) =>
  isWorkAddress(user.email) ? allow() : deny({ reason: "Sign up with your work address." }),
);

/** Nobody signs in whose tenant has left. Two providers take what the token says at this moment. */
export const signIn = identity({ on: "signIn" }, (event) => {
  if (!isWorkAddress(event.user.email)) return deny({ reason: "Your company has no access any more." });
  if (event.hook === "beforeSignIn") return withTenant(event);
  return event.hook === "identity-login" ? withMetadata(event) : allow();
});

/** Cognito takes the token's claims at a moment of their own. */
export const token = identity({ on: "token" }, withTenant);

function withTenant({ user }: Pick<IdentityEvent, "user">): Decision {
  return allow({ claims: { tenant: tenantOf(user.email) ?? "none" } });
}

/** Netlify Identity has no claims of one session, but metadata in the token, which stays with the user. */
function withMetadata({ user }: Pick<IdentityEvent, "user">): Decision {
  const app_metadata = { tenant: tenantOf(user.email) ?? "none" };
  return allow({ platform: identityResponse("identity-login", { app_metadata }) });
}
