import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import type { ClientRequest, HeaderLine } from "onefn/simulator";
import type { Arrival } from "./host.js";

/** A request's id as Netlify writes it: 26 characters of Crockford's base 32. */
export function newId(): string {
  return Array.from(randomBytes(26), (byte) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[byte % 32]).join("");
}

/** The location of every client, for this network. */
const PLACE = {
  city: "Frankfurt am Main",
  country: { code: "DE", name: "Germany" },
  postal_code: "60313",
  subdivision: { code: "HE", name: "Hesse" },
  timezone: "Europe/Berlin",
  latitude: 50.1109,
  longitude: 8.6821,
};

/** Headers that the network writes itself, whatever the client sent. */
const REPLACED = /^(?:x-nf-.*|x-netlify-.*|x-forwarded-(?:for|host|proto)|client-ip)$/;

/** Netlify finds a site by its host, and this is the only one here. A target that is a whole URL names one too. */
export function isForUs({ target, headers, host }: ClientRequest): boolean {
  return (
    target.startsWith("/") &&
    headers.every(([name, value]) => name !== "host" || hostname(value) === hostname(host))
  );
}

function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

/**
 * A client's request after Netlify's network, with the headers that its runtimes read.
 * @see https://docs.netlify.com/build/functions/api
 */
export async function arrive(client: ClientRequest, id: string): Promise<Arrival> {
  const { method, target, headers, host, ip, auth, brokenBase64, replaceEvent, signal } = client;
  const user = auth?.claims;
  return {
    method,
    url: `https://${host}${target}`,
    headers: [...headers.filter(([name]) => !REPLACED.test(name)), ...writtenHeaders(headers, host, ip, id)],
    body: client.body && new Uint8Array(await new Response(client.body).arrayBuffer()),
    brokenBase64,
    replaceEvent,
    user,
    signal,
  };
}

/** The headers that the network writes itself. */
export function writtenHeaders(
  headers: readonly HeaderLine[],
  host: string,
  ip: string,
  id: string,
): readonly HeaderLine[] {
  const forwarded = headers.filter(([name]) => name === "x-forwarded-for").map(([, value]) => value);
  return [
    ["x-forwarded-for", [...forwarded, ip].join(", ")],
    ["x-forwarded-host", host],
    ["x-forwarded-proto", "https"],
    ["client-ip", ip],
    ["x-nf-client-connection-ip", ip],
    ["x-nf-geo", base64({ ...PLACE })],
    ["x-nf-request-id", id],
    ["x-nf-account-id", "5f0c1a2b3c4d5e6f7a8b9c0d"],
    ["x-nf-site-id", "0d3a9d2f-ef94-4380-93df-27ee400e2048"],
    ["x-nf-deploy-id", "65a1b2c3d4e5f6a7b8c9d0e1"],
    ["x-nf-deploy-context", "production"],
    ["x-nf-deploy-published", "1"],
  ];
}

/** What Netlify Identity says about a site, and about the user whose token it has verified. */
export function identityContext(user: Arrival["user"]) {
  return {
    url: "https://simulated.netlify.app/.netlify/identity",
    token: "a-token-of-an-administrator",
    ...(user && { user }),
  };
}

/** JSON in base64, as Netlify's headers carry it. */
export function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64");
}

/** Netlify's own answer. */
export function refusal(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", server: "Netlify" },
  });
}
