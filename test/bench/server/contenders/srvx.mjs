import { serve } from "srvx";
import { fetchHandlers } from "../handlers.mjs";

/** The Response of the platform. */
export function listen(name) {
  return listenOn(fetchHandlers()[name]);
}

export async function listenOn(fetch) {
  const server = serve({ fetch, port: 0, hostname: "127.0.0.1", silent: true });
  await server.ready();
  return Number(new URL(server.url).port);
}
