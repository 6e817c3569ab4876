import { checkOption } from "../option-checks.js";
import type { Verify } from "./options.js";

/** Where a request carries a secret. */
export type SecretPlace = { readonly header: string } | { readonly query: string };

/**
 * Accepts requests with a secret, for `verify` of the option `events`. It is compared in constant time. Prefer a header,
 * because proxies log URLs with their queries.
 *
 * @param secret undefined, as from an environment variable that is not set, is refused at start.
 * @throws OnefnError ONEFN_INVALID_OPTION if the secret is not a string, is empty, or cannot be sent in a header.
 * @example
 * adapt(orders, { events: { verify: sharedSecret({ header: "x-webhook-secret" }, process.env.WEBHOOK_SECRET) } });
 */
export function sharedSecret(place: SecretPlace, secret: string | undefined): Exclude<Verify, "platform"> {
  const { header, query } = Object(place) as { readonly header?: string; readonly query?: string };
  checkOption(
    header || query,
    "[onefn] sharedSecret",
    "the place",
    '{ header: "its name" } or { query: "its name" }',
  );
  return header
    ? carrying("sharedSecret", secret, IN_HEADER, ({ headers }) => headers.get(header))
    : carrying("sharedSecret", secret, IN_QUERY, ({ url }) => new URL(url).searchParams.get(query as string));
}

/**
 * Accepts requests with `Authorization: Bearer <secret>`, for `verify` of the option `events`. The secret is compared in
 * constant time.
 *
 * @param secret undefined, as from an environment variable that is not set, is refused at start.
 * @throws OnefnError ONEFN_INVALID_OPTION if the secret is not a string, is empty, or contains spaces.
 * @example
 * adapt(orders, { events: { verify: bearerSecret(process.env.CRON_SECRET) } });
 */
export function bearerSecret(secret: string | undefined): Exclude<Verify, "platform"> {
  return carrying("bearerSecret", secret, AS_TOKEN, bearerOf);
}

/** The token of `Authorization: Bearer <token>`; null where there is none. */
export function bearerOf({ headers }: Request): string | null {
  return /^bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/** Which texts can arrive at all. A secret that cannot would lock everybody out, without a word. */
type Carried = readonly [RegExp, be: string];

const IN_QUERY: Carried = [/./s, "a non-empty string"];

/** A header has Latin-1 characters, and no spaces at its ends. */
const IN_HEADER: Carried = [
  /^[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?$/,
  "a string that a header can hold: not empty, no spaces at its ends, no line breaks, only Latin-1 characters",
];

const AS_TOKEN: Carried = [
  /^[!-~\x80-\x9f\xa1-\xff]+$/,
  "a string that a token can be: not empty, no spaces, no line breaks, only Latin-1 characters",
];

function carrying(
  helper: string,
  secret: string | undefined,
  [can, be]: Carried,
  read: (request: Request) => string | null,
): Exclude<Verify, "platform"> {
  checkOption(typeof secret === "string" && can.test(secret), `[onefn] ${helper}`, "the secret", be);
  let expected: Promise<Uint8Array> | undefined;
  return async (request) => {
    const given = read(request);
    if (given === null) return false;
    expected ??= digest(secret);
    return equal(await digest(given), await expected);
  };
}

/** Digests have one length, and do not tell where two secrets begin to differ. */
async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= (a[index] as number) ^ (b[index] as number);
  return difference === 0;
}
