import { download, measureOf, totalOf } from "../cases.mjs";

const body = download;
const json = (value) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

/** Handlers as a careful person writes them by hand against one wire. */
export function load(job) {
  return {
    "get-json": async () => json({ hello: "world" }),
    "url-query": byHand[job.wire],
    "post-json": async (event) => json(totalOf(JSON.parse(event.body))),
    "base64-in": async (event) => json(measureOf(Buffer.from(event.body, "base64"))),
    "binary-out": async () => ({
      statusCode: 200,
      headers: { "content-type": "application/octet-stream" },
      body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64"),
      isBase64Encoded: true,
    }),
  }[job.case];
}

const byHand = {
  "api-gateway-v2": async (event) => json({ path: event.rawPath, q: event.queryStringParameters.q }),
  "api-gateway-v1": async (event) => json({ path: event.path, q: event.queryStringParameters.q }),
  alb: async (event) => json({ path: event.path, q: decodeURIComponent(event.queryStringParameters.q) }),
};
