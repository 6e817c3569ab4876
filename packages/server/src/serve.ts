import type { Server as NodeServer } from "node:http";
import { OnefnError } from "onefn/provider";
import { type Adapted, handleOf } from "./adapted.js";
import { checkServe } from "./check-options.js";
import { FetchCall } from "./fetch-call.js";
import { Health } from "./health.js";
import { listenOn } from "./node-listener.js";
import { watchRejections } from "./rejections.js";
import { createShutdown, type ShutdownOptions, stopOnSignals } from "./shutdown.js";
import { Work } from "./work.js";

/** Options of {@link serve}. */
export interface ServeOptions extends ShutdownOptions {
  /** 0 picks a free one. Default: the environment variable `PORT`, else 3000. */
  readonly port?: number | undefined;
  /**
   * The address to listen on. Default: the environment variable `HOST`, else every interface, because a container
   * that listens on its own loopback cannot be reached. On your own machine, pass `"127.0.0.1"`.
   */
  readonly hostname?: string | undefined;
  /**
   * A path that answers 200 while the server runs and 503 while it shuts down, before any function sees it, such as
   * `/healthz`. Default: none.
   */
  readonly health?: string | undefined;
  /**
   * Milliseconds that an idle connection is kept open (Node only; Bun and Deno decide themselves). Load balancers
   * reuse connections and answer 502 if the server closes one first, so this must be longer than their timeout: 60 s on
   * AWS, 600 s on Google Cloud. Knative and Dapr keep theirs for 90 s, and an event that they send when the server closes
   * one has failed. Default: 95,000.
   */
  readonly keepAliveTimeout?: number | undefined;
}

/** A running server. */
export interface Server {
  /** Where it listens, such as `http://127.0.0.1:3000/`. */
  readonly url: string;
  /**
   * Stops like a signal does: stops accepting requests, and finishes running ones within `shutdownTimeout`. Resolves when
   * the server has stopped; to false if the time ran out and connections were cut.
   */
  close(): Promise<boolean>;
  /** Node's own server, for escape; undefined on Bun and Deno. */
  readonly node: NodeServer | undefined;
}

/** Longer than the 90 s of Go's clients, which repeat no POST. @see https://pkg.go.dev/net/http#DefaultTransport */
const KEEP_ALIVE = 95_000;

/**
 * Starts a server on Node, Bun or Deno, and resolves when it listens. On SIGTERM and SIGINT it stops accepting requests,
 * finishes running requests and `waitUntil` work, and ends the process: with code 0, or 1 if `shutdownTimeout` was not
 * enough. If your program listens for the signal itself, it must end itself.
 *
 * A rejected promise that no code awaits is logged as ONEFN_UNHANDLED_REJECTION and does not end the process, because
 * other requests are not at fault. To end the process anyway, listen for Node's `unhandledRejection`.
 *
 * @param adapted the result of `adapt`.
 * @throws OnefnError ONEFN_LISTEN_FAILED if the port is taken or forbidden, ONEFN_INVALID_OPTION for invalid options,
 * ONEFN_NOT_ADAPTED for anything but the result of `adapt`.
 * @example
 * const { url } = await serve(adapt({ hello }), { port: 8080, health: "/healthz" });
 */
export async function serve(adapted: Adapted, options: ServeOptions = {}): Promise<Server> {
  const handle = handleOf(adapted);
  if (!handle) throw notAdapted();
  checkServe(options);
  // Loaded on demand: it is an ES module, which Jest cannot load, and simulators import this file.
  const { serve: listen } = await import("srvx");
  const work = new Work();
  const health = new Health(options.health, work);
  const cut = new AbortController();

  const server = listen({
    // srvx reads PORT and HOST for options that are missing.
    ...(options.port !== undefined && { port: options.port }),
    ...(options.hostname !== undefined && { hostname: options.hostname }),
    fetch(request) {
      const { bun, deno } = request.runtime ?? {};
      const call = new FetchCall(request, deno?.info ?? bun?.server, work);
      const response = health.answer(call.target) ?? (work.refusing ? turnAway() : handle(call, work));
      if (response instanceof Promise) work.add(response);
      return response as Response | Promise<Response>;
    },
    node: { keepAliveTimeout: options.keepAliveTimeout ?? KEEP_ALIVE },
    // Deno's server has no other way to cut connections.
    deno: { signal: cut.signal },
    manual: true,
    silent: true,
    gracefulShutdown: false,
  });
  const node = server.node?.server as NodeServer | undefined;
  const listener = node && listenOn(node, handle, work, health);
  await server.serve()?.catch((cause: unknown) => {
    throw listenFailed(options, cause);
  });

  const forgetRejections = watchRejections();
  const stoppable = {
    close(now?: boolean) {
      if (now) cut.abort();
      const closed = listener && !now ? listener.close() : server.close(now);
      return closed.finally(forgetRejections);
    },
    closeIdle: () => listener?.closeIdle(),
    /** @see https://github.com/denoland/deno/issues/36809 */
    cutsBodies: "Deno" in globalThis,
  };
  const stop = createShutdown(stoppable, work, options);
  const forgetSignals = options.signals === false ? undefined : stopOnSignals(stop);
  return {
    url: server.url as string,
    close() {
      forgetSignals?.();
      return stop();
    },
    node,
  };
}

/** For requests that arrive while the last ones finish, if the server cannot stop listening. */
function turnAway(): Response {
  return new Response("shutting down", { status: 503, headers: { connection: "close" } });
}

function notAdapted(): OnefnError {
  return new OnefnError(
    "ONEFN_NOT_ADAPTED",
    "[onefn/server] serve: pass the result of adapt. For a Fetch handler, write serve(adapt(http(app.fetch))).",
  );
}

function listenFailed({ port, hostname }: ServeOptions, cause: unknown): OnefnError {
  const place = `${hostname ?? "any address"}, port ${port ?? process.env.PORT ?? 3000}`;
  const { code } = cause as { readonly code?: string };
  const reason =
    code === "EADDRINUSE" ? "another program already listens there" : `the system refused (${code})`;
  return new OnefnError(
    "ONEFN_LISTEN_FAILED",
    `[onefn/server] serve: cannot listen on ${place}: ${reason}. Use another port, or 0 for a free one.`,
    { cause },
  );
}
