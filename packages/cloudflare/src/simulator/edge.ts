import { type Caller, isHttp } from "onefn/simulator";
import type { Arrival, HeaderLine } from "./arrival.js";
import { accessOf, certificateOf } from "./identities.js";
import { outgoingBody } from "./outgoing-body.js";

/** An address from the range reserved for documentation. */
const DEFAULT_IP = "203.0.113.7";
const COLO = "FRA";
const HOST = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * How Cloudflare's network changes a request's headers, and what it adds about the client. It serves only the hosts
 * of its zones: it refuses an invalid Host and a target that is a whole URL.
 *
 * @see https://developers.cloudflare.com/fundamentals/reference/http-headers/
 */
export async function arrive(request: Request, caller: Caller): Promise<Arrival | Response> {
  const { host, pathname, search, protocol } = new URL(request.url);
  const target = caller.target ?? pathname + search;
  const sent = sentHeaders(request, caller);
  const authority = sent.find(([name]) => name.toLowerCase() === "host")?.[1] ?? host;
  if (
    !sent.every(isHttp) ||
    !target.startsWith("/") ||
    !HOST.test(authority) ||
    !URL.canParse(`${protocol}//${authority}`)
  ) {
    return new Response("400 Bad Request", { status: 400 });
  }
  const { body, announced } = await outgoingBody(request, sent);
  const ip = caller.ip ?? DEFAULT_IP;
  return {
    method: request.method,
    url: `${protocol}//${authority}${target}`,
    headers: written([...sent, ...announced], authority, ip, protocol.slice(0, -1)),
    body,
    cf: {
      colo: COLO,
      country: "DE",
      region: "Hesse",
      regionCode: "HE",
      city: "Frankfurt am Main",
      latitude: "50.11090",
      longitude: "8.68213",
      timezone: "Europe/Berlin",
      continent: "EU",
      asn: 64496,
      httpProtocol: "HTTP/2",
      tlsVersion: "TLSv1.3",
      tlsClientAuth: certificateOf(caller),
    },
    access: accessOf(caller),
    signal: request.signal,
  };
}

/** The client's headers as bytes: characters beyond Latin-1 are sent as UTF-8. */
function sentHeaders(request: Request, { rawHeaders = [] }: Caller): readonly HeaderLine[] {
  const raw = new Set(rawHeaders.map(([name]) => name.toLowerCase()));
  const lines: HeaderLine[] = [...request.headers].filter(([name]) => !raw.has(name));
  return [...lines, ...rawHeaders].map(([name, value]) => [name, bytesOf(value)]);
}

function bytesOf(value: string): string {
  return /[^\0-\xff]/.test(value) ? Buffer.from(value).toString("latin1") : value;
}

/** Headers that Cloudflare writes itself, whatever the client sent. */
const OWN =
  /^(?:host|cf-connecting-ip|cf-connecting-ipv6|cf-ray|cf-ipcountry|cf-visitor|cdn-loop|x-real-ip|x-forwarded-proto|x-forwarded-for|accept-encoding)$/i;

function written(
  sent: readonly HeaderLine[],
  host: string,
  ip: string,
  scheme: string,
): readonly HeaderLine[] {
  const before = sent.filter(([name]) => name.toLowerCase() === "x-forwarded-for").map(([, value]) => value);
  return [
    ...sent.filter(([name]) => !OWN.test(name)),
    ["host", host],
    ["accept-encoding", "gzip, br"],
    ["cdn-loop", "cloudflare; loops=1"],
    ["cf-connecting-ip", ip],
    ["cf-ipcountry", "DE"],
    ["cf-ray", `${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}-${COLO}`],
    ["cf-visitor", JSON.stringify({ scheme })],
    ["x-forwarded-for", [...before, ip].join(", ")],
    ["x-forwarded-proto", scheme],
    ["x-real-ip", ip],
  ];
}
