import type { Client } from "onefn/provider";

/** Where Vercel locates the client; undefined where it does not, as in development. */
export function geoOf(headers: Headers): Client["geo"] {
  const read = (name: string) => headers.get(`x-vercel-ip-${name}`) || undefined;
  const country = read("country");
  if (!country) return undefined;
  const region = read("country-region");
  const city = read("city");
  const timezone = read("timezone");
  return {
    country,
    ...(region && { region }),
    // Names of cities are percent-encoded, since headers have no letters beyond Latin-1.
    ...(city && { city: decoded(city) }),
    ...degrees("latitude", read("latitude")),
    ...degrees("longitude", read("longitude")),
    ...(timezone && { timezone }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function degrees(name: "latitude" | "longitude", text: string | undefined) {
  const value = Number(text);
  return text && !Number.isNaN(value) ? { [name]: value } : {};
}
