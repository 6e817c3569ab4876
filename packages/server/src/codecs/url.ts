import { type AdaptOptions, absoluteUrl, forwardedValue } from "onefn/provider";
import type { Exchange } from "../exchange.js";

const ABSOLUTE_FORM = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i;

/**
 * What a client asked for, out of the URL that a runtime has made of it. Deno writes the Host header into the URL
 * whatever it holds, so that `evil.example/path` would end up in the path, and takes a target in absolute form as it
 * is; Bun gives a target alone when the header names no host.
 */
export function targetIn(url: string, host: string | null): string {
  if (url.startsWith("/")) return url;
  const start = url.indexOf("//") + 2;
  const rest = host && url.startsWith(host, start) ? url.slice(start + host.length) : "";
  return /^[/?]/.test(rest) ? rest : url.replace(ABSOLUTE_FORM, "");
}

/**
 * The URL of a request. A target in absolute form names an origin too, which is the client's word alone: the path
 * counts, the origin is that of the Host header.
 * @see https://www.rfc-editor.org/rfc/rfc9112#name-absolute-form
 */
export function urlOf(
  exchange: Pick<Exchange, "header"> & { readonly authority?: string | undefined },
  target: string,
  secure: boolean,
  { basePath, trustedProxies }: AdaptOptions,
): string {
  const path = target.startsWith("/") ? target : target.replace(ABSOLUTE_FORM, "");
  let host = exchange.header("host");
  let scheme: "http" | "https" = secure ? "https" : "http";
  if (trustedProxies) {
    host = forwardedValue(exchange.header("x-forwarded-host"), trustedProxies) ?? host;
    const proto = forwardedValue(exchange.header("x-forwarded-proto"), trustedProxies);
    if (proto === "https" || proto === "http") scheme = proto;
  }
  return absoluteUrl(scheme, host, exchange.authority, path, basePath);
}
