import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import type { HeaderLine } from "@onefn/server/simulator";
import type { Auth } from "onefn/provider";

/** The caller, as the front end sees it. */
export interface Arrival {
  readonly ip: string;
  /** The user whom Identity-Aware Proxy has signed in. */
  readonly auth: Auth | undefined;
}

/**
 * How Google's front end and Identity-Aware Proxy change a client's headers on the way to a function.
 * @see https://cloud.google.com/functions/docs/reference/headers
 * @see https://cloud.google.com/iap/docs/signed-headers-howto
 */
export function throughFrontEnd(lines: readonly HeaderLine[], { ip, auth }: Arrival): readonly HeaderLine[] {
  const forwarded = headerIn(lines, "x-forwarded-for");
  const kept = lines.filter(([name]) => !isReplaced(name.toLowerCase()));
  return [
    ...kept,
    ["x-forwarded-for", forwarded ? `${forwarded},${ip}` : ip],
    ["x-forwarded-proto", "https"],
    ["forwarded", `for="${ip}";proto=https`],
    ...trace(headerIn(lines, "traceparent")),
    ...identity(auth),
  ];
}

const REPLACED =
  /^(x-goog-|x-google-|x-forwarded-(for|proto)$|forwarded$|traceparent$|x-cloud-trace-context$)/;

function isReplaced(name: string): boolean {
  return REPLACED.test(name);
}

function headerIn(lines: readonly HeaderLine[], wanted: string): string | undefined {
  const values = lines.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  return values.length > 0 ? values.join(",") : undefined;
}

const TRACEPARENT = /^00-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-([\da-f]{2})$/;

/** The front end's span in the client's trace, or in a new one, in both formats. */
function trace(traceparent: string | undefined): readonly HeaderLine[] {
  const [, traceId = randomBytes(16).toString("hex"), flags = "00"] =
    TRACEPARENT.exec(traceparent ?? "") ?? [];
  const span = randomBytes(8);
  const sampled = Number.parseInt(flags, 16) & 1;
  return [
    ["traceparent", `00-${traceId}-${span.toString("hex")}-${flags}`],
    ["x-cloud-trace-context", `${traceId}/${span.readBigUInt64BE()};o=${sampled}`],
  ];
}

function identity(auth: Auth | undefined): readonly HeaderLine[] {
  if (!auth) return [];
  return [
    ["x-goog-iap-jwt-assertion", jwt(auth.claims)],
    ["x-goog-authenticated-user-id", String(auth.subject)],
    ["x-goog-authenticated-user-email", `accounts.google.com:${String(auth.claims.email)}`],
  ];
}

/** A token as IAP writes it, without the signature, which needs Google's key. */
function jwt(claims: Auth["claims"]): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "ES256", typ: "JWT", kid: "simulated" })}.${part(claims)}.${randomBytes(64).toString("base64url")}`;
}
