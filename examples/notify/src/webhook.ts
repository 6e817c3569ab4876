import type { Subscriber } from "./subscribers.js";

/** How long a subscriber may take, in milliseconds. */
const LIMIT = 5_000;
/** How old a signed request may be, in seconds: an older one may be a recording. */
const MAX_AGE = 300;
const ALGORITHM = { name: "HMAC", hash: "SHA-256" };
const encoder = new TextEncoder();

/** What is sent. */
export interface Webhook {
  /** Subscribers recognise a repetition by it. */
  readonly id: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

/**
 * Calls a webhook, signed as Standard Webhooks says. Rejects if there is no answer in time.
 * @see https://www.standardwebhooks.com
 */
export async function post({ url, secret }: Subscriber, { id, body, signal }: Webhook): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signed = encoder.encode(`${id}.${timestamp}.${body}`);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret, "sign"), signed));
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${btoa(String.fromCharCode(...signature))}`,
    },
    body,
    // A subscriber could send us to an address inside our own network.
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]),
  });
  await response.body?.cancel();
  return response;
}

/** Whether a webhook was signed with the subscriber's secret. Web Crypto compares in constant time. */
export async function isSigned(
  subscriber: Subscriber | undefined,
  headers: Headers,
  body: string,
): Promise<boolean> {
  const [id, timestamp] = [headers.get("webhook-id"), headers.get("webhook-timestamp")];
  const signature = /^v1,([\w+/]{43}=)$/.exec(headers.get("webhook-signature") ?? "")?.[1];
  if (!subscriber || !signature || !(Math.abs(Date.now() / 1000 - Number(timestamp)) < MAX_AGE)) return false;
  const bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
  const signed = encoder.encode(`${id}.${timestamp}.${body}`);
  return crypto.subtle.verify("HMAC", await keyOf(subscriber.secret, "verify"), bytes, signed);
}

function keyOf(secret: string, use: "sign" | "verify") {
  return crypto.subtle.importKey("raw", encoder.encode(secret), ALGORITHM, false, [use]);
}
