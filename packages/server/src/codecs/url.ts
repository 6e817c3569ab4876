import { type AdaptOptions, absoluteUrl, forwardedValue } from "onefn/provider";
import type { ServerCall } from "../server-call.js";

const ABSOLUTE_FORM = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i;

/**
 * The requested target, from the URL that a runtime has made of it. Deno writes any Host header into the URL, so
 * `evil.example/path` would end up in the path, and keeps a target in absolute form. Bun returns only the target if
 * the header is not a host.
 */
export function targetIn(url: string, host: string | null): string {
  if (url.startsWith("/")) return url;
  const start = url.indexOf("//") + 2;
  const rest = host && url.startsWith(host, start) ? url.slice(start + host.length) : "";
  return /^[/?]/.test(rest) ? rest : url.replace(ABSOLUTE_FORM, "");
}

/**
 * The URL of a request. A target in absolute form also names an origin, but that is only the client's claim: its path
 * counts, and the origin comes from the Host header.
 * @see https://www.rfc-editor.org/rfc/rfc9112#name-absolute-form
 */
export function urlOf(
  call: Pick<ServerCall, "header"> & { readonly authority?: string | undefined },
  target: string,
  secure: boolean,
  { basePath, trustedProxies }: AdaptOptions,
): string {
  const path = target.startsWith("/") ? target : target.replace(ABSOLUTE_FORM, "");
  let host = call.header("host");
  let scheme: "http" | "https" = secure ? "https" : "http";
  if (trustedProxies) {
    host = forwardedValue(call.header("x-forwarded-host"), trustedProxies) ?? host;
    const proto = forwardedValue(call.header("x-forwarded-proto"), trustedProxies);
    if (proto === "https" || proto === "http") scheme = proto;
  }
  return absoluteUrl(scheme, host, call.authority, path, basePath);
}
