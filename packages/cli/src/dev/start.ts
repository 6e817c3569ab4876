import { adapt, type Server, serve } from "@onefn/server";
import { HttpError, http, OnefnError } from "onefn";
import type { Simulator } from "onefn/simulator";
import { accessLog } from "./access-log.js";
import { dispatch } from "./dispatch.js";
import { guard } from "./guard.js";
import type { Functions, LoadFunctions } from "./load.js";
import { deliver } from "./messages.js";
import { page } from "./page/page.js";
import { Served } from "./served.js";
import { installedSimulators } from "./simulators.js";
import { askedWay, WAY_HEADER } from "./way-of.js";
import { closeWays, createWays, type Ways } from "./ways.js";

/** Options of {@link startDev}. */
export interface DevOptions {
  /** What is served, by name; or tells it before every request, so that what has changed is served at once. */
  readonly functions: Functions | LoadFunctions;
  /** The first port to try; the next free one is taken. 0 takes any. Default: 3000. */
  readonly port?: number | undefined;
  /** The providers to serve through. Default: those that are installed. */
  readonly simulators?: readonly Simulator[] | undefined;
  /** Receives a line for every request, and the functions' own lines. Default: they are dropped. */
  readonly log?: ((line: string) => void) | undefined;
}

/** A running development server. */
export interface DevServer {
  readonly url: string;
  /** Whether another port than the first had to be taken. */
  readonly moved: boolean;
  close(): Promise<void>;
}

/** How many ports are tried. */
const ATTEMPTS = 20;

/**
 * Serves functions on loopback through the providers' wires: the page at `/` lists them; a request with
 * `x-onefn-as: aws/api-gateway-v2` or `?onefn-as=` goes through that wire; `POST /_onefn/messages/<from>` sends a
 * message.
 *
 * @throws OnefnError ONEFN_LISTEN_FAILED when none of twenty ports is free; what loading the functions throws.
 */
export async function startDev(options: DevOptions): Promise<DevServer> {
  const { functions, port = 3000, log = () => {} } = options;
  const served = new Served(typeof functions === "function" ? functions : async () => functions, log);
  await served.refresh();
  const ways = createWays(options.simulators ?? (await installedSimulators()), served, log);
  const server = await listen(adapt(routes(served, ways, log), { log }), port);
  return {
    url: server.url.replace("127.0.0.1", "localhost"),
    moved: port !== 0 && Number(new URL(server.url).port) !== port,
    async close() {
      await server.close();
      await closeWays(ways);
    },
  };
}

function routes(served: Served, ways: Ways, log: (line: string) => void) {
  const use = [accessLog(log), served.refreshing];
  const own = [accessLog(log), guard, served.refreshing];
  return {
    page: http({ path: "/", methods: ["GET"], use: own }, (request, context) =>
      askedWay(request.headers.get(WAY_HEADER), request.url)
        ? dispatch(request, context, ways)
        : page(served.all, ways, new URL(request.url).origin),
    ),
    messages: http({ path: "/_onefn/messages/:from", use: own }, (request, context) =>
      deliver(request, context.params.from, served.message, ways),
    ),
    // The functions' own limits hold.
    rest: http({ path: "/*", bodyLimit: Number.POSITIVE_INFINITY, use }, (request, context) => {
      if (Object.keys(served.http).length === 0) throw new HttpError(404, "Not Found");
      return dispatch(request, context, ways);
    }),
  };
}

async function listen(adapted: Parameters<typeof serve>[0], first: number): Promise<Server> {
  for (let port = first; ; port++) {
    try {
      return await serve(adapted, { port, hostname: "127.0.0.1", shutdownTimeout: 1_000 });
    } catch (error) {
      if (!isTaken(error) || port === first + ATTEMPTS - 1) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof OnefnError && (error.cause as { readonly code?: string })?.code === "EADDRINUSE";
}
