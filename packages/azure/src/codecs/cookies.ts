import { OnefnError } from "onefn/provider";
import type { AzureCookie } from "../native.js";

/**
 * A parsed `Set-Cookie` line for the library, which serializes it again and encodes its value. A value that is
 * already percent-encoded is decoded first, so that it is sent unchanged.
 *
 * @throws OnefnError ONEFN_RESPONSE_INVALID for cookies that the library would refuse: in stream mode the client
 * would get no response at all.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-response
 */
export function toCookie(line: string): AzureCookie {
  const [pair = "", ...attributes] = line.split(";");
  const mark = pair.indexOf("=");
  const cookie: AzureCookie = {
    name: pair.slice(0, mark).trim(),
    value: decoded(pair.slice(mark + 1).trim()),
  };
  for (const attribute of attributes) {
    const [name = "", value = ""] = attribute.split(/=(.*)/s);
    addAttribute(cookie, name.trim().toLowerCase(), value.trim());
  }
  if (mark < 1 || !NAME.test(cookie.name) || !isPlain(cookie.domain) || !isPlain(cookie.path))
    throw invalid();
  return cookie;
}

const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;

function isPlain(value: string | undefined): boolean {
  return value === undefined || /^[\x20-\x3a\x3d-\x7e]*$/.test(value);
}

function decoded(value: string): string {
  try {
    const plain = decodeURIComponent(value);
    return encodeURIComponent(plain) === value ? plain : value;
  } catch {
    return value;
  }
}

const SAME_SITE = ["Strict", "Lax", "None"] as const;

function addAttribute(cookie: AzureCookie, name: string, value: string): void {
  if (name === "domain" && value) cookie.domain = value;
  else if (name === "path" && value) cookie.path = value;
  else if (name === "secure") cookie.secure = true;
  else if (name === "httponly") cookie.httpOnly = true;
  else if (name === "max-age" && /^-?\d{1,15}$/.test(value)) cookie.maxAge = Number(value);
  else if (name === "samesite") {
    const sameSite = SAME_SITE.find((each) => each.toLowerCase() === value.toLowerCase());
    if (sameSite) cookie.sameSite = sameSite;
  } else if (name === "expires") {
    const expires = new Date(value);
    if (!Number.isNaN(expires.getTime())) cookie.expires = expires;
  }
}

function invalid(): OnefnError {
  return new OnefnError(
    "ONEFN_RESPONSE_INVALID",
    "[onefn/azure] A response has several cookies, and one of them has a name, a domain or a path that Azure's library " +
      "refuses. Correct it, or send it in a separate response.",
  );
}
