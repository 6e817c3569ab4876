/**
 * How requests that bring events are verified: helpers for `verify` of the option `events`.
 * @packageDocumentation
 */
export { type EntraExtension, entraExtension } from "./entra-extension.js";
export { type GoogleBlocking, googleBlocking } from "./google-blocking.js";
export { type GoogleOidc, googleOidc } from "./google-oidc.js";
export type { EventOptions, EventSource, Events, Verify } from "./options.js";
export { bearerSecret, type SecretPlace, sharedSecret } from "./secrets.js";
export type { PublicKeys } from "./signed-tokens.js";
