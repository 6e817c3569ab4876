import { allow, type Decision, deny, type IdentityEvent, identity } from "onefn";
import { isWorkAddress, tenantOf } from "./tenants.js";

/** Only people of the tenants may sign up. Their providers confirm addresses before the first sign-in. */
export const admit = identity({ on: "signUp" }, ({ user }) =>
  isWorkAddress(user.email) ? allow() : deny({ reason: "Sign up with your work address." }),
);

/** Nobody signs in whose tenant has left. Identity Platform takes the token's claims at this moment. */
export const signIn = identity({ on: "signIn" }, (event) => {
  if (!isWorkAddress(event.user.email)) return deny({ reason: "Your company has no access any more." });
  return event.hook === "beforeSignIn" ? withTenant(event) : allow();
});

/** Cognito takes the token's claims at a moment of their own. */
export const token = identity({ on: "token" }, withTenant);

function withTenant({ user }: Pick<IdentityEvent, "user">): Decision {
  return allow({ claims: { tenant: tenantOf(user.email) ?? "none" } });
}
