import { isDeepStrictEqual } from "node:util";

// The same five requests for every contender, and the one answer that counts as right.

export const upload = Buffer.from(
  Array.from({ length: 100_000 }, (_, index) => (index * 167 + (index >> 8)) % 256),
);
export const download = new Uint8Array(1_000_000).map((_, index) => (index * 167 + (index >> 8)) % 256);

const order = {
  id: "0d9f5b1c-6a0e-4d1f-a2b4-1b7f3f0e9c55",
  customer: { name: "Zoë Müller", email: "zoe@example.com", city: "Köln" },
  lines: Array.from({ length: 24 }, (_, index) => ({
    sku: `sku-${1000 + index}`,
    title: "A thing of some kind, in blue",
    quantity: 1 + (index % 4),
    price: 1999,
  })),
};

/** What a handler answers to the posted order: proof that it was parsed. */
export function totalOf({ id, lines }) {
  let total = 0;
  for (const { quantity, price } of lines) total += quantity * price;
  return { id, total };
}

/** What a handler answers to the upload: proof that the bytes arrived as bytes. */
export function measureOf(bytes) {
  return { length: bytes.byteLength, first: bytes[1], last: bytes[bytes.byteLength - 1] };
}

export const cases = {
  "get-json": {
    title: "GET JSON",
    request: { method: "GET", path: "/hello" },
    expected: { hello: "world" },
  },
  "url-query": {
    title: "URL + query",
    request: { method: "GET", path: "/orders/42", query: "page=2&q=caf%C3%A9%20cr%C3%A8me&sort=price" },
    expected: { path: "/orders/42", q: "café crème" },
  },
  "post-json": {
    title: "POST 2 KB JSON",
    request: { method: "POST", path: "/orders", type: "application/json", body: JSON.stringify(order) },
    expected: totalOf(order),
  },
  "base64-in": {
    title: "100 KB base64 in",
    request: {
      method: "POST",
      path: "/upload",
      type: "application/octet-stream",
      body: upload.toString("base64"),
      base64: true,
    },
    expected: measureOf(upload),
  },
  "binary-out": {
    title: "1 MB binary out",
    request: { method: "GET", path: "/download" },
    expected: download,
  },
};

/** Whether a Lambda result carries the expected status, type and body. */
export function isRight(name, result) {
  const { expected } = cases[name];
  if (result?.statusCode !== 200 || typeof result.body !== "string") return false;
  const body = Buffer.from(result.body, result.isBase64Encoded ? "base64" : "utf8");
  const type = headerOf(result, "content-type");
  if (expected instanceof Uint8Array) return type === "application/octet-stream" && body.equals(expected);
  try {
    return /^application\/json\b/.test(type) && isDeepStrictEqual(JSON.parse(body.toString()), expected);
  } catch {
    return false;
  }
}

function headerOf(result, wanted) {
  for (const [name, value] of Object.entries({ ...result.headers, ...result.multiValueHeaders })) {
    if (name.toLowerCase() === wanted) return String(value);
  }
  return "";
}
