import { ofWire } from "./mutant.js";

const FORM = "application/x-www-form-urlencoded";

/** Adapters that read what they need not, and refuse what they cannot read, as parsers in front of functions do. */
export const oddRequestMutants = ofWire("cloudflare/fetch", [
  {
    name: "a form keeps its first 1,000 fields",
    async event(request) {
      if (request.headers.get("content-type") !== FORM) return request;
      const body = (await request.text()).split("&").slice(0, 1_000).join("&");
      return new Request(request.url, { method: request.method, headers: request.headers, body });
    },
    caughtBy: ["a form of 1,001 fields arrives"],
  },
  {
    name: "the body is decoded by the charset of its type",
    event(request) {
      const charset = /charset=([^;]+)/.exec(request.headers.get("content-type") ?? "")?.[1];
      new TextDecoder(charset);
      return request;
    },
    caughtBy: ["text/plain", "application/json", FORM].map(
      (type) => `a body in an unknown charset arrives unchanged, sent as ${type}`,
    ),
  },
  {
    name: "the body is decompressed where its encoding is known, and refused elsewhere",
    throws: true,
    event(request) {
      const encoding = request.headers.get("content-encoding") ?? "gzip";
      new DecompressionStream(encoding as "gzip");
      return request;
    },
    caughtBy: ["a body in an unusual encoding arrives unchanged"],
  },
  {
    name: "the path is decoded before it is routed",
    event(request) {
      decodeURIComponent(new URL(request.url).pathname);
      return request;
    },
    caughtBy: ["a path with percent-encoded bytes that are not UTF-8 does not break a request"],
  },
]);
