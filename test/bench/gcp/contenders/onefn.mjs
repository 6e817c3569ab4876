import { adapt } from "@onefn/gcp";
import { http, json, text } from "onefn";
import { serve } from "./raw.mjs";

const handlers = {
  hello: () => json({ hello: "world" }),
  echo: async (request) => text(await request.text(), { headers: { "content-type": "text/plain" } }),
};

/** The helpers, which need no global. */
export function listen(name) {
  return serve(adapt(http(handlers[name])));
}
