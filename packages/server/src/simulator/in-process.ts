import type { Socket } from "node:net";
import type { Load } from "onefn/simulator";
import { adapt } from "../adapt.js";
import { createAdapted, handleOf, type ServerHandle } from "../adapted.js";
import { serve } from "../serve.js";
import type { ServerHost } from "./host.js";

/** `serve` in this process, on a free port of loopback. */
export const inProcess: ServerHost = {
  async start(load, options) {
    const lines: string[] = [];
    const adapted = createAdapted(
      reloading(load, { ...options.adapt, log: (line) => void lines.push(line) }),
    );
    const server = await serve(adapted, { port: 0, hostname: "127.0.0.1", signals: false });
    const addresses = new Map<number, string>();
    server.node?.on("connection", (socket) => pretend(socket, addresses));
    return {
      url: server.url,
      lines,
      connected: (localPort, ip) => void addresses.set(localPort, ip),
      async close() {
        server.node?.closeAllConnections();
        await server.close();
      },
    };
  },
};

/** Adapts again when there is something else to serve. */
function reloading(load: Load, options: Parameters<typeof adapt>[1]): ServerHandle {
  let loaded: unknown;
  let handle: ServerHandle | undefined;
  return (exchange, work) => {
    const functions = load();
    if (!handle || functions !== loaded) {
      handle = handleOf(adapt(functions as Parameters<typeof adapt>[0], options));
      loaded = functions;
    }
    return handle?.(exchange, work);
  };
}

/** A client of loopback that stands for one elsewhere: which one is known once it has connected. */
function pretend(socket: Socket, addresses: ReadonlyMap<number, string>): void {
  const real = socket.remoteAddress;
  Object.defineProperty(socket, "remoteAddress", {
    get: () => addresses.get(socket.remotePort as number) ?? real,
  });
}
