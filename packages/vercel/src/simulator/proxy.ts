import { randomBytes } from "node:crypto";
import type { ClientRequest, HeaderLine } from "onefn/simulator";

/** The maximum size of a request body in bytes. @see https://vercel.com/docs/functions/limitations */
export const REQUEST_LIMIT = 4.5 * 1024 * 1024;

/** A request's id, after the regions that it passed: the proxy's and the function's. */
export function newId(at: number = Date.now()): string {
  return `fra1::iad1::${randomBytes(3).toString("hex").slice(1)}-${at}-${randomBytes(6).toString("hex")}`;
}

/**
 * The proxy finds a deployment by its host, and this is the only one here. A target that is a whole URL names one
 * too.
 */
export function isForUs({ target, headers, host }: ClientRequest): boolean {
  return (
    target.startsWith("/") &&
    headers.every(([name, value]) => name !== "host" || hostname(value) === hostname(host))
  );
}

function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

/** The location of every client, for this proxy. */
const PLACE: readonly HeaderLine[] = [
  ["x-vercel-ip-continent", "EU"],
  ["x-vercel-ip-country", "DE"],
  ["x-vercel-ip-country-region", "HE"],
  ["x-vercel-ip-city", "Frankfurt%20am%20Main"],
  ["x-vercel-ip-latitude", "50.1109"],
  ["x-vercel-ip-longitude", "8.6821"],
  ["x-vercel-ip-timezone", "Europe/Berlin"],
  ["x-vercel-ip-postal-code", "60313"],
];

/** Headers that the proxy writes itself, whatever the client sent. */
const REPLACED = /^(?:x-vercel-.*|x-forwarded-(?:for|host|proto|port)|x-real-ip|forwarded)$/;

/**
 * A client's headers after Vercel's proxy.
 * @see https://vercel.com/docs/headers/request-headers
 */
export function throughProxy({ headers, host, ip }: ClientRequest, id: string): readonly HeaderLine[] {
  return [
    ...headers.filter(([name]) => !REPLACED.test(name)),
    ["x-forwarded-for", ip],
    ["x-real-ip", ip],
    ["x-vercel-forwarded-for", ip],
    ["x-vercel-proxied-for", ip],
    ["x-forwarded-host", host],
    ["x-forwarded-proto", "https"],
    ["x-forwarded-port", "443"],
    ["forwarded", `for=${ip};host=${host};proto=https`],
    ["x-vercel-id", id],
    ["x-vercel-deployment-url", "simulated-abc123.vercel.app"],
    ...PLACE,
  ];
}

/** The proxy's own answer, such as `FUNCTION_INVOCATION_TIMEOUT`. @see https://vercel.com/docs/errors */
export function refusal(status: number, code: string): Response {
  const headers = { "content-type": "text/plain; charset=utf-8", "x-vercel-error": code };
  return new Response(`An error occurred with your deployment\n\n${code}\n`, { status, headers });
}
