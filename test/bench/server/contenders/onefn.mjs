import { adapt, serve } from "@onefn/server";
import { http, json, text } from "onefn";

const handlers = {
  hello: () => json({ hello: "world" }),
  echo: async (request) => text(await request.text(), { headers: { "content-type": "text/plain" } }),
};

/** The helpers, which need no global. */
export function listen(name) {
  return listenOn(http(handlers[name]));
}

/** The port of a server of onefn's, on the loopback alone. */
export async function listenOn(fn) {
  const server = await serve(adapt(fn), { port: 0, hostname: "127.0.0.1" });
  return Number(new URL(server.url).port);
}
