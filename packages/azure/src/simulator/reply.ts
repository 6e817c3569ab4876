import type { RpcCookie, RpcResult } from "./worker.js";

/** Statuses for which the host writes no body. */
const BODILESS = [204, 205, 304];

/**
 * The client's Response for the worker's result.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Binding/Http/RawScriptResult.cs
 */
export function toResponse(result: RpcResult, method: string): Response {
  const status = Number(result.statusCode);
  const headers = new Headers();
  for (const [name, value] of Object.entries(result.headers)) {
    if (!canSend(value)) return refusal(500);
    headers.append(name, value);
  }
  for (const cookie of result.cookies) headers.append("set-cookie", setCookie(cookie));
  const bytes = method === "HEAD" || BODILESS.includes(status) ? undefined : result.body?.bytes;
  return new Response((bytes ?? null) as Uint8Array<ArrayBuffer> | null, { status, headers });
}

/** Kestrel sends only ASCII headers, and fails for others. */
export function canSend(value: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(value);
}

/** The host's own answer, without a body. */
export function refusal(status: number): Response {
  return new Response(null, { status });
}

const SAME_SITE = { lax: "lax", strict: "strict", explicitNone: "none", none: undefined };

/** A cookie as ASP.NET Core writes it: the value is escaped, and names of attributes are in lower case. */
function setCookie({ name, value, sameSite = "none", ...options }: RpcCookie): string {
  const { expires, maxAge, domain, path, secure, httpOnly } = options;
  const site = SAME_SITE[sameSite];
  return [
    `${name}=${escapeData(value)}`,
    expires && `expires=${new Date(expires.value.seconds * 1_000).toUTCString()}`,
    maxAge && `max-age=${maxAge.value}`,
    domain && `domain=${domain.value}`,
    path && `path=${path.value}`,
    secure?.value && "secure",
    site && `samesite=${site}`,
    httpOnly?.value && "httponly",
  ]
    .filter(Boolean)
    .join("; ");
}

/** `Uri.EscapeDataString` keeps only ASCII letters, digits and `-._~`. */
function escapeData(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
