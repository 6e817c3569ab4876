import { http, text } from "onefn";

/** Headers of the connection between a function and its upstream. */
export const HOP_BY_HOP: Readonly<Record<string, string>> = {
  connection: "x-gone, Keep-Alive",
  "x-gone": "1",
  "keep-alive": "timeout=99",
  "proxy-authenticate": "Basic",
  "proxy-connection": "keep-alive",
  te: "trailers",
  trailer: "x-checksum",
  "transfer-encoding": "chunked",
  upgrade: "h2c",
};

const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "hop-by-hop": { ...HOP_BY_HOP, "x-kept": "kept" },
  short: { "content-length": "3" },
  long: { "content-length": "99" },
};

/** A function that answers like `fetch` to an upstream. */
export const upstreamFunctions = {
  upstream: http({ path: "/upstream/:what" }, (_, { params }) =>
    text("hello world", { headers: HEADERS[params.what] ?? {} }),
  ),
};
