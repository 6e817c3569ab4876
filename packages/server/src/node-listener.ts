import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { OnefnError } from "onefn/provider";
import type { ServerHandle } from "./adapted.js";
import { sendNode } from "./codecs/node-response.js";
import type { Health } from "./health.js";
import { logError } from "./log.js";
import { NodeServerCall } from "./node-server-call.js";
import type { Work } from "./work.js";

/**
 * Answers a node:http server's requests without a Fetch Request and Response of its own between: a conversion each
 * way costs more than everything that onefn does. See docs/decisions/node-server.md.
 *
 * @returns what ends its connections.
 */
export function listenOn(
  server: Server,
  handle: ServerHandle,
  work: Work,
  healthCheck: Health,
): NodeListener {
  const open = new Set<Socket>();
  // Browsers and fetch clients open connections ahead of their requests, and node:http does not call these idle.
  const unused = new Set<Socket>();
  const answer = (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void => {
    unused.delete(request.socket);
    // A connection that is kept would keep the server from closing.
    if (work.stopping) response.shouldKeepAlive = false;
    const health = healthCheck.answer(request.url as string);
    if (health) return void sendNode(health, { request, response, awaitsContinue });
    try {
      const result = handle(new NodeServerCall(request, response, awaitsContinue, work), work);
      if (result instanceof Promise) work.add(result, (error) => giveUp(response, error));
    } catch (error) {
      giveUp(response, error);
    }
  };
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    unused.add(socket);
    socket.once("close", () => {
      open.delete(socket);
      unused.delete(socket);
    });
  });
  server.removeAllListeners("request");
  server.on("request", (request, response) => answer(request, response, false));
  server.on("checkContinue", (request, response) => answer(request, response, true));
  return {
    close: () =>
      new Promise((resolve) => {
        NetServer.prototype.close.call(server, () => resolve());
      }),
    closeIdle() {
      const sent = [...open].filter(({ writableLength }) => writableLength === 0);
      // node:http calls a connection idle whose answer is complete but not yet sent.
      if (sent.length === open.size) server.closeIdleConnections();
      // If nothing runs, nobody reads the rest of a request's body either.
      for (const socket of work.running === 0 ? sent : unused) socket.destroy();
    },
  };
}

/** Ends the connections of a server. */
interface NodeListener {
  /**
   * Stops accepting connections; resolves when the last one has closed. The `close` of node:http would first close
   * those that it calls idle, with answers that their clients have not yet read.
   */
  close(): Promise<void>;
  /** Closes the connections on which no request is being handled and no answer is being sent. */
  closeIdle(): void;
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
