import serverless from "serverless-http";
import { download, measureOf, totalOf } from "../cases.mjs";

const json = (response, value) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
};

async function bytesOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The lightest thing it can carry: a bare `(req, res)` function, no framework. */
const handlers = {
  "get-json": (request, response) => json(response, { hello: "world" }),
  "url-query": (request, response) => {
    const url = new URL(request.url, "http://localhost");
    json(response, { path: url.pathname, q: url.searchParams.get("q") });
  },
  "post-json": async (request, response) => json(response, totalOf(JSON.parse(await bytesOf(request)))),
  "base64-in": async (request, response) => json(response, measureOf(await bytesOf(request))),
  "binary-out": (request, response) => {
    response.setHeader("content-type", "application/octet-stream");
    response.end(Buffer.from(download.buffer));
  },
};

export const load = (job) => serverless(handlers[job.case], { binary: ["application/octet-stream"] });
