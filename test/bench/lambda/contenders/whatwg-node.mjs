import { createServerAdapter, Response } from "@whatwg-node/server";
import { download, measureOf, totalOf } from "../cases.mjs";

const json = (value) =>
  new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });

// Its speed lies in its own Request and Response, so that the handlers use those.
const handlers = {
  "get-json": () => json({ hello: "world" }),
  "url-query": (request) => {
    const url = new URL(request.url);
    return json({ path: url.pathname, q: url.searchParams.get("q") });
  },
  "post-json": async (request) => json(totalOf(await request.json())),
  "base64-in": async (request) => json(measureOf(new Uint8Array(await request.arrayBuffer()))),
  "binary-out": () => new Response(download, { headers: { "content-type": "application/octet-stream" } }),
};

/** It has no entry for Lambda: this is the glue that its users write, with base64 added for bytes. */
export function load(job) {
  const adapter = createServerAdapter(handlers[job.case]);
  return async (event, context) => {
    const response = await adapter.fetch(
      `https://${event.requestContext.domainName ?? event.headers.host}${event.rawPath ?? event.path}?${queryOf(event)}`,
      {
        method: event.requestContext.http?.method ?? event.httpMethod,
        headers: event.headers,
        ...(event.body && { body: Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8") }),
      },
      { event, context },
    );
    const headers = Object.fromEntries(response.headers.entries());
    const isBase64Encoded = headers["content-type"] === "application/octet-stream";
    const body = isBase64Encoded
      ? Buffer.from(await response.arrayBuffer()).toString("base64")
      : await response.text();
    return { statusCode: response.status, headers, body, isBase64Encoded };
  };
}

function queryOf(event) {
  if (event.rawQueryString !== undefined) return event.rawQueryString;
  if (!event.queryStringParameters) return "";
  if (!event.requestContext.elb) return new URLSearchParams(event.queryStringParameters).toString();
  return Object.entries(event.queryStringParameters)
    .map((pair) => pair.join("="))
    .join("&");
}
