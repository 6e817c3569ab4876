import { download, measureOf, totalOf } from "./cases.mjs";

/**
 * The five handlers over the Fetch standard, which every contender that speaks it runs unchanged.
 *
 * @param {{ json: (value: unknown) => Response, bytes: (value: Uint8Array) => Response }} [helpers] how an answer of
 *   JSON and one of bytes is written
 */
export function fetchHandlers({ json, bytes } = plain) {
  return {
    "get-json": () => json({ hello: "world" }),
    "url-query": (request) => {
      const url = new URL(request.url);
      return json({ path: url.pathname, q: url.searchParams.get("q") });
    },
    "post-json": async (request) => json(totalOf(await request.json())),
    "base64-in": async (request) => json(measureOf(new Uint8Array(await request.arrayBuffer()))),
    "binary-out": () => bytes(download),
  };
}

const plain = {
  json: (value) => new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } }),
  bytes: (value) => new Response(value, { headers: { "content-type": "application/octet-stream" } }),
};
