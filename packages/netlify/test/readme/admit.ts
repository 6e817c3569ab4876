import { adapt, netlifySignature } from "@onefn/netlify/identity/identity-events";
import { allow, deny, identity } from "onefn";

const admit = identity({ on: "signUp" }, ({ user }) =>
  user.email?.endsWith("@example.com") ? allow() : deny({ reason: "Sign up with your work address." }),
);

const verify = netlifySignature(process.env.IDENTITY_SECRET);
export default adapt(admit, { events: { verify }, timeout: 5_000 });
