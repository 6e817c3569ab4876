import type { WorkerMutant } from "./worker.js";

const FORM = "application/x-www-form-urlencoded";

/** Adapters that read what they need not, and refuse what they cannot read, as parsers in front of functions do. */
export const oddRequestMutants: readonly WorkerMutant[] = [
  {
    name: "a form keeps its first 1,000 fields",
    async request(request) {
      if (request.headers.get("content-type") !== FORM) return request;
      const body = (await request.text()).split("&").slice(0, 1_000).join("&");
      return new Request(request.url, { method: request.method, headers: request.headers, body });
    },
    caughtBy: ["a form of 1,001 fields arrives"],
  },
  {
    name: "the body is decoded by the charset of its type",
    request(request) {
      const charset = /charset=([^;]+)/.exec(request.headers.get("content-type") ?? "")?.[1];
      new TextDecoder(charset);
      return request;
    },
    caughtBy: ["text/plain", "application/json", FORM].map(
      (type) => `a body in a charset that nobody knows arrives as it was sent, sent as ${type}`,
    ),
  },
  {
    name: "the body is decompressed where its encoding is known, and refused elsewhere",
    request(request) {
      const encoding = request.headers.get("content-encoding") ?? "gzip";
      new DecompressionStream(encoding as "gzip");
      return request;
    },
    caughtBy: ["a body in an encoding that few decode arrives as it was sent"],
  },
  {
    name: "the path is decoded before it is routed",
    request(request) {
      decodeURIComponent(new URL(request.url).pathname);
      return request;
    },
    caughtBy: ["a path with percent-encoded bytes that are no UTF-8 does not break a request"],
  },
];
