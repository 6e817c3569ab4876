// The same globals as in a deployment, so that the simulator matches it.
import "#globals";
import type { Socket } from "node:net";
import { reloading } from "onefn/simulator";
import { createAdapted, handleOf } from "../adapted.js";
import { adapt } from "../index.js";
import { serve } from "../serve.js";
import type { ServerHost } from "./host.js";

/** `serve` in this process, on a free loopback port. */
export const inProcess: ServerHost = {
  async start(load, options) {
    const lines: string[] = [];
    const adaptOptions = { ...options.adapt, log: (line: string) => void lines.push(line) };
    const handle = reloading(load, (functions) => handleOf(adapt(functions, adaptOptions)));
    const adapted = createAdapted((exchange, work) => handle()?.(exchange, work));
    const server = await serve(adapted, {
      port: 0,
      hostname: "127.0.0.1",
      signals: false,
      // A handler that hangs is not worth a wait: nobody is there to be answered.
      shutdownTimeout: 1000,
    });
    const addresses = new Map<number, string>();
    server.node?.on("connection", (socket) => pretend(socket, addresses));
    return {
      url: server.url,
      lines,
      prepare: handle,
      connected: (localPort, ip) => void addresses.set(localPort, ip),
      async close() {
        server.node?.closeAllConnections();
        await server.close();
      },
    };
  },
};

/** Makes a loopback client appear to be elsewhere. Its address is known once it has connected. */
function pretend(socket: Socket, addresses: ReadonlyMap<number, string>): void {
  const real = socket.remoteAddress;
  Object.defineProperty(socket, "remoteAddress", {
    get: () => addresses.get(socket.remotePort as number) ?? real,
  });
}
