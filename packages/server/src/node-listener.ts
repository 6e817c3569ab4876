import type { IncomingMessage, Server, ServerResponse } from "node:http";
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
 */
export function listenOn(server: Server, handle: ServerHandle, work: Work, healthCheck: Health): void {
  const answer = (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void => {
    // A connection that is kept would keep the server from closing.
    if (work.stopping) response.shouldKeepAlive = false;
    const health = healthCheck.answer(request.url as string);
    if (health) return void sendNode(health, { request, response, awaitsContinue });
    try {
      const result = handle(new NodeExchange(request, response, awaitsContinue), work);
      if (result instanceof Promise) work.add(result.catch((error: unknown) => giveUp(response, error)));
    } catch (error) {
      giveUp(response, error);
    }
  };
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) =>
    answer(request, response, false),
  );
  server.on("checkContinue", (request, response) => answer(request, response, true));
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
