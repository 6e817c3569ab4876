import { type AdaptOptions, type Client, clientBehind } from "onefn/provider";
import { propertiesOf } from "./native.js";

type Geo = NonNullable<Client["geo"]>;

/**
 * Who connected to Cloudflare, which writes `CF-Connecting-IP` itself, whatever the client sent under that name.
 * @see https://developers.cloudflare.com/fundamentals/reference/http-headers/#cf-connecting-ip
 */
export function clientOf({ headers }: Request, { trustedProxies }: AdaptOptions): string | undefined {
  const peer = headers.get("cf-connecting-ip") ?? undefined;
  return clientBehind(peer, headers.get("x-forwarded-for"), trustedProxies);
}

/** Where Cloudflare locates that address; undefined where it cannot. */
export function geoOf(request: Request): Geo | undefined {
  const { country, regionCode, city, latitude, longitude, timezone } = propertiesOf(request);
  const known = Object.entries({
    // Tor is no country.
    country: country === "T1" ? undefined : country,
    region: regionCode,
    city,
    latitude: latitude && Number(latitude),
    longitude: longitude && Number(longitude),
    timezone,
  }).filter(([, value]) => value !== undefined && value !== "");
  return known.length > 0 ? (Object.fromEntries(known) as Geo) : undefined;
}
