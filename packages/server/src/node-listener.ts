import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { OnefnError } from "onefn/provider";
import type { ServerHandle } from "./adapted.js";
import { sendNode } from "./codecs/node-response.js";
import type { Health } from "./health.js";
import { logError } from "./log.js";
import { NodeExchange } from "./node-exchange.js";
import type { Work } from "./work.js";

/**
 * Answers a node:http server's requests without a Fetch Request and Response of its own between: a conversion each
 * way costs more than everything that onefn does. See docs/decisions/node-server.md.
 *
 * @returns what closes the connections that carry no request.
 */
export function listenOn(
  server: Server,
  handle: ServerHandle,
  work: Work,
  healthCheck: Health,
): { closeIdle(): void } {
  // Browsers and fetch clients open connections ahead of their requests, and node:http does not call these idle.
  const unused = new Set<Socket>();
  const answer = (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void => {
    unused.delete(request.socket);
    // A connection that is kept would keep the server from closing.
    if (work.stopping) response.shouldKeepAlive = false;
    const health = healthCheck.answer(request.url as string);
    if (health) return void sendNode(health, { request, response, awaitsContinue });
    try {
      const result = handle(new NodeExchange(request, response, awaitsContinue, work), work);
      if (result instanceof Promise) work.add(result, (error) => giveUp(response, error));
    } catch (error) {
      giveUp(response, error);
    }
  };
  server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.removeAllListeners("request");
  server.on("request", (request, response) => answer(request, response, false));
  server.on("checkContinue", (request, response) => answer(request, response, true));
  return {
    closeIdle() {
      server.closeIdleConnections();
      for (const socket of unused) socket.destroy();
    },
  };
}

/** What not even the error's own answer survived. The process goes on: the other requests are not at fault. */
function giveUp(response: ServerResponse, cause: unknown): void {
  response.destroy();
  logError(
    new OnefnError(
      "ONEFN_RESPONSE_INVALID",
      "[onefn/server] A request could not be answered, and its connection was closed. The cause says why.",
      { cause },
    ),
  );
}
