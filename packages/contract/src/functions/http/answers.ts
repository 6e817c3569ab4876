import { bytes, empty, html, http, json, redirect, text } from "onefn";

/** Text beyond ASCII and the basic plane, with a line separator that JavaScript once could not parse in JSON. */
export const UNICODE = "grüße \u2028 \u{1f600}";

/** Bytes that are not UTF-8: a decoder that replaces them loses them for good. */
export const NOT_UTF8 = Uint8Array.of(0xff, 0xfe, 0x00, 0xc3, 0x28, 0x80, 0x0d, 0x0a);

/** Bytes with every value, so that text decoding is always detected. */
export function pattern(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = (index * 31 + (index >> 8)) & 0xff;
  return bytes;
}

/** Cookies with commas in their dates, and realistic values. */
export const COOKIES = [
  "session=abc; Path=/; HttpOnly; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
  "theme=dark; SameSite=Lax",
  'quoted="a,b"; Secure',
  "token=x=y==; Max-Age=60",
] as const;

/** Cookies that survive parsing and serialization. */
export const PLAIN_COOKIES = [
  "session=abc-123; Path=/; HttpOnly; Secure",
  "theme=dark; SameSite=Lax; Max-Age=60",
  "old=a%20b; Domain=contract.example; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
] as const;

/** The gzip of the word `compressed`, as data: not every runtime has a compressor. */
export const GZIPPED = Uint8Array.of(
  31,
  139,
  8,
  0,
  0,
  0,
  0,
  0,
  2,
  255,
  75,
  206,
  207,
  45,
  40,
  74,
  45,
  46,
  78,
  77,
  1,
  0,
  30,
  75,
  86,
  151,
  10,
  0,
  0,
  0,
);

const ANSWERS: Readonly<Record<string, () => Response>> = {
  json: () => json({ text: UNICODE, list: [1, null, true] }),
  text: () => text(UNICODE),
  html: () => html("<p>hello</p>"),
  native: () => new Response(UNICODE),
  "empty-text": () => text(""),
  "no-body": () => new Response(null),
  "native-json": () => Response.json({ a: 1 }, { status: 201 }),
  "bytes-helper": () => bytes(NOT_UTF8),
  "bytes-helper-as-text": () => bytes(new TextEncoder().encode(UNICODE), { headers: PLAIN }),
  bytes: () => new Response(NOT_UTF8, { headers: { "content-type": "application/octet-stream" } }),
  "bytes-as-text": () => new Response(NOT_UTF8, { headers: { "content-type": "text/plain" } }),
  "bytes-without-type": () => new Response(NOT_UTF8),
  "text-as-image": () => new Response("<svg/>", { headers: { "content-type": "image/svg+xml" } }),
  "byte-order-mark": () => new Response(Uint8Array.of(0xef, 0xbb, 0xbf, 0x68, 0x69), { headers: PLAIN }),
  latin1: () =>
    new Response(Uint8Array.of(0x63, 0xe9), { headers: { "content-type": "text/plain;charset=latin1" } }),
  gzip: () => new Response(GZIPPED, { headers: { ...PLAIN, "content-encoding": "gzip" } }),
  "gzip-as-json": () =>
    new Response(GZIPPED, { headers: { "content-type": "application/json", "content-encoding": "gzip" } }),
  blob: () => new Response(new Blob(["blob"], { type: "text/css" })),
  form: () => new Response(new URLSearchParams([["a", "1 2"]])),
  "native-redirect": () => Response.redirect("https://other.example/there", 307),
  "wrong-length": () => text("hello world", { headers: { "content-length": "3" } }),
  "own-length": () => text("hello world", { headers: { "content-length": "11" } }),
  "hop-by-hop": () =>
    text("hello world", { headers: { "transfer-encoding": "chunked", connection: "x-gone", "x-gone": "1" } }),
  created: () => json({ id: 7 }, { status: 201, headers: { location: "/orders/7" } }),
  headers: () => text("headers", { headers: manyHeaders() }),
  cookies: () =>
    text("cookies", { headers: COOKIES.map((value): [string, string] => ["Set-Cookie", value]) }),
  "plain-cookies": () =>
    text("cookies", { headers: PLAIN_COOKIES.map((value): [string, string] => ["set-cookie", value]) }),
  "one-cookie": () => text("cookie", { headers: { "set-cookie": COOKIES[0] } }),
  "cookies-without-body": () =>
    empty({ headers: COOKIES.map((value): [string, string] => ["set-cookie", value]) }),
};

const PLAIN = { "content-type": "text/plain" };

function manyHeaders(): Headers {
  const headers = new Headers({ "X-Mixed-Case": "Kept As-Is", "x-empty": "", "x-comma": "a, b,c" });
  headers.append("vary", "accept");
  headers.append("vary", "origin");
  headers.append("link", "</a>; rel=preload");
  headers.append("link", "</b,c>; rel=next");
  headers.set("x-long", "v".repeat(4000));
  headers.set("etag", '"abc"');
  return headers;
}

/** Statuses that have no body by definition. */
const BODILESS = [204, 205, 304];

/** Functions that return the requested response. */
export const answerFunctions = {
  answer: http(
    { path: "/answer/:what" },
    (_, { params }) => ANSWERS[params.what]?.() ?? text("no such answer", { status: 404 }),
  ),
  status: http({ path: "/status/:code" }, (_, { params }) => {
    const status = Number(params.code);
    return new Response(BODILESS.includes(status) ? null : `status ${status}`, { status });
  }),
  redirect: http({ path: "/redirect/:code" }, (request, { params }) => {
    const to = new URL(request.url).searchParams.get("to") ?? "/";
    return redirect(to, Number(params.code) as 302);
  }),
  download: http({ path: "/download/:size" }, (_, { params }) => new Response(pattern(Number(params.size)))),
  relay: http({ path: "/relay" }, (request) =>
    fetch(new URL(request.url).searchParams.get("from") as string),
  ),
  latin1HeaderOfText: http({ path: "/latin1-header/text" }, () =>
    text(UNICODE, { headers: { "x-name": "caf\u00e9" } }),
  ),
  latin1Header: http(
    { path: "/latin1-header" },
    () => new Response(null, { headers: { "x-name": "caf\u00e9" } }),
  ),
};
