import { download, measureOf, totalOf } from "./cases.mjs";

/**
 * The five handlers over the Fetch standard, which every contender that speaks it runs unchanged.
 *
 * @param {(value: unknown) => Response} json how an answer of JSON is written
 */
export function fetchHandlers(json = plainJson) {
  return {
    "get-json": () => json({ hello: "world" }),
    "url-query": (request) => {
      const url = new URL(request.url);
      return json({ path: url.pathname, q: url.searchParams.get("q") });
    },
    "post-json": async (request) => json(totalOf(await request.json())),
    "base64-in": async (request) => json(measureOf(new Uint8Array(await request.arrayBuffer()))),
    "binary-out": () => new Response(download, { headers: { "content-type": "application/octet-stream" } }),
  };
}

function plainJson(value) {
  return new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });
}
