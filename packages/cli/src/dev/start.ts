import { adapt, type Server, serve } from "@onefn/server";
import { HttpError, http, json, OnefnError } from "onefn";
import type { Simulator } from "onefn/simulator";
import { accessLog } from "./access-log.js";
import { dispatch } from "./dispatch.js";
import { guard } from "./guard.js";
import type { Exported, LoadFunctions } from "./load.js";
import { type DevLog, readable } from "./log.js";
import { deliver } from "./messages.js";
import { page } from "./page/page.js";
import { Rejections } from "./rejections.js";
import { Served } from "./served.js";
import { installedSimulators } from "./simulators.js";
import { askedWay, WAY_HEADER } from "./way-of.js";
import { closeWays, createWays, type Ways } from "./ways.js";

/** Options of {@link startDev}. */
export interface DevOptions {
  /**
   * The functions by name, or a function that returns them and is called before every request, so that changes are served
   * at once. A whole module (`import * as functions`) works too: exports that are not functions are ignored, except
   * `samples`, which has inputs for the page's forms by the functions' names.
   */
  readonly functions: Exported | LoadFunctions;
  /** The first port to try; if it is taken, the next free one is used. 0 picks any. Default: 3000. */
  readonly port?: number | undefined;
  /** The providers to use. Default: the installed ones. */
  readonly simulators?: readonly Simulator[] | undefined;
  /**
   * Receives a line for every request, the functions' own lines, and problems as "error". Default: they are dropped.
   */
  readonly log?: ((text: string, level?: "error") => void) | undefined;
}

/** A running development server. */
export interface DevServer {
  readonly url: string;
  /** Whether the first port was taken and another is used. */
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
 * @throws OnefnError ONEFN_LISTEN_FAILED if none of twenty ports is free; any error of loading the functions.
 */
export async function startDev(options: DevOptions): Promise<DevServer> {
  const { functions, port = 3000, log = () => {} } = options;
  const load = typeof functions === "function" ? (functions as LoadFunctions) : async () => functions;
  const served = new Served(load, log);
  await served.refresh();
  const ways = createWays(options.simulators ?? (await installedSimulators()), served, log);
  const ownLog = (line: string) => log(readable(line));
  const rejections = new Rejections(log);
  const server = await listen(adapt(routes({ served, ways, rejections, log }), { log: ownLog }), port);
  return {
    url: server.url.replace("127.0.0.1", "localhost"),
    moved: port !== 0 && Number(new URL(server.url).port) !== port,
    async close() {
      rejections.close();
      await server.close();
      await closeWays(ways);
    },
  };
}

/** What the routes of one server share. */
interface Dev {
  readonly served: Served;
  readonly ways: Ways;
  readonly rejections: Rejections;
  readonly log: DevLog;
}

function routes({ served, ways, rejections, log }: Dev) {
  const began = (what: string) => rejections.began(what);
  const use = [accessLog(log), served.refreshing];
  const own = [accessLog(log), guard, served.refreshing];
  return {
    page: http({ path: "/", methods: ["GET"], use: own }, (request, context) =>
      askedWay(request.headers.get(WAY_HEADER), request.url)
        ? dispatch(request, context, ways, began)
        : page(served, ways, new URL(request.url).origin),
    ),
    messages: http({ path: "/_onefn/messages/:from", use: own }, (request, context) =>
      deliver(request, context.params.from, served.message, ways, { began, log }),
    ),
    // The page polls this.
    rejections: http({ path: "/_onefn/rejections/:after", methods: ["GET"], use: [guard] }, (_, context) =>
      json(rejections.after(Number(context.params.after) || 0), { headers: { "cache-control": "no-store" } }),
    ),
    // The functions' own limits apply.
    rest: http({ path: "/*", bodyLimit: Number.POSITIVE_INFINITY, use }, (request, context) => {
      if (Object.keys(served.http).length === 0) throw new HttpError(404, "Not Found");
      return dispatch(request, context, ways, began);
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
