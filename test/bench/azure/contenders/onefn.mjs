import { adapt } from "@onefn/azure";
import { http, json, text } from "onefn";

const handlers = {
  hello: () => json({ hello: "world" }),
  echo: async (request) => text(await request.text(), { headers: { "content-type": "text/plain" } }),
};

/** The helpers, which need no global. */
export function load(name) {
  return adapt(http(handlers[name]));
}
