import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { OnefnError } from "onefn/provider";
import type { Work } from "../work.js";
import type { Connection } from "./connection.js";

/** Where the health check listens. */
export interface HealthOptions {
  /** A path that answers 200 while all sources can be reached, otherwise 503. Default: none, and no port is opened. */
  readonly health?: string | undefined;
  /** The port of the health check; 0 picks a free one. Default: the environment variable `PORT`, else 3000. */
  readonly port?: number | undefined;
  /** The address that it listens on. Default: the environment variable `HOST`, else every interface. */
  readonly hostname?: string | undefined;
}

/** A health check that listens. */
export interface HealthCheck {
  readonly url: string;
  close(): void;
}

/** @throws OnefnError ONEFN_LISTEN_FAILED */
export async function listen(
  { health, port = Number(process.env.PORT ?? 3000), hostname = process.env.HOST }: HealthOptions,
  work: Work,
  connections: readonly Connection[],
): Promise<HealthCheck | undefined> {
  if (health === undefined) return undefined;
  const { createServer } = await import("node:http");
  const server = createServer((request, response) => {
    const [status, body] = answer(work, connections);
    const known = request.url?.split("?")[0] === health;
    response.writeHead(known ? status : 404, { "cache-control": "no-store", "content-type": "text/plain" });
    response.end(known ? body : "not found");
  });
  server.listen(port, hostname);
  await once(server, "listening").catch((cause: unknown) => {
    throw new OnefnError(
      "ONEFN_LISTEN_FAILED",
      `[onefn/server] poll: the health check cannot listen on port ${port}. Use another port, or 0 for a free one.`,
      { cause },
    );
  });
  const address = server.address() as AddressInfo;
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${host}:${address.port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(work: Work, connections: readonly Connection[]): readonly [status: number, body: string] {
  if (work.stopping) return [503, "shutting down"];
  return connections.some(({ broken }) => broken) ? [503, "a source cannot be reached"] : [200, "ok"];
}
