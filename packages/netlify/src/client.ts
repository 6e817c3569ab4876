import { type AdaptOptions, type Client, clientBehind } from "onefn/provider";
import type { NetlifyGeo } from "./platform.js";

/** Who connected to Netlify, which is empty in development, and where Netlify locates that address. */
export function clientOf(
  ip: string | undefined,
  geo: NetlifyGeo | undefined,
  forwardedFor: string | null,
  { trustedProxies }: AdaptOptions,
): Client {
  return { ip: clientBehind(ip || undefined, forwardedFor, trustedProxies), geo: geoOf(geo) };
}

function geoOf(geo: NetlifyGeo | undefined): Client["geo"] {
  if (!geo) return undefined;
  const { city, country, subdivision, latitude, longitude, timezone } = geo;
  const known = Object.entries({
    country: country?.code,
    region: subdivision?.code,
    city,
    latitude,
    longitude,
    timezone,
  }).filter(([, value]) => value !== undefined && value !== "");
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
