import { adapt, netlifySignature } from "@onefn/netlify/identity/identity-events";
import { admit, signIn } from "./functions.js";

const verify = netlifySignature(process.env.IDENTITY_SECRET);

// Netlify Identity waits for five seconds.
export default adapt({ admit, signIn }, { timeout: 5_000, events: { verify } });
