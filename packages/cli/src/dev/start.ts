import { adapt, type Server, serve } from "@onefn/server";
import { HttpError, http, json, OnefnError } from "onefn";
import type { Simulator } from "onefn/simulator";
import { installedProviders } from "../installed.js";
import { accessLog } from "./access-log.js";
import { askedWire, WIRE_HEADER } from "./asked-wire.js";
import { callKinds, isCallKind } from "./call-kinds.js";
import { call } from "./calls.js";
import { dispatch } from "./dispatch.js";
import { guard } from "./guard.js";
import { isRecordKind, recordKinds } from "./kinds.js";
import type { Exported, LoadFunctions } from "./load.js";
import { type DevLog, readable } from "./log.js";
import { page } from "./page/page.js";
import { deliver } from "./records.js";
import { Rejections } from "./rejections.js";
import { Served } from "./served.js";
import { Wires } from "./wires.js";

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
  /** Where it listens, such as `http://localhost:3000/`. */
  readonly url: string;
  /** Whether the first port was taken and another is used. */
  readonly moved: boolean;
  /** Stops the server, and what the wires have started. */
  close(): Promise<void>;
}

/** How many ports are tried. */
const ATTEMPTS = 20;
const LAST_PORT = 65_535;

/**
 * Serves functions on loopback through the providers' wires: the page at `/` lists them; a request with
 * `x-onefn-as: aws/api-gateway-v2` or `?onefn-as=` goes through that wire; `POST /_onefn/messages/<from>` sends a
 * message, `POST /_onefn/tasks/<name>` calls a task.
 *
 * @throws OnefnError ONEFN_LISTEN_FAILED if none of twenty ports is free; any error of loading the functions.
 */
export async function startDev(options: DevOptions): Promise<DevServer> {
  const { functions, port = 3000, log = () => {} } = options;
  const load = typeof functions === "function" ? (functions as LoadFunctions) : async () => functions;
  const served = new Served(load, log);
  await served.refresh();
  const wires = new Wires(options.simulators ?? (await installedProviders()).simulators, served, log);
  const ownLog = (line: string) => log(readable(line));
  const rejections = new Rejections(log);
  const adapted = adapt(routes({ served, wires, rejections, log }), { log: ownLog });
  const server = await listen(adapted, port).catch((error) => {
    rejections.close();
    throw error;
  });
  return {
    url: server.url.replace("127.0.0.1", "localhost"),
    moved: port !== 0 && Number(new URL(server.url).port) !== port,
    async close() {
      rejections.close();
      await server.close();
      await wires.close();
    },
  };
}

/** What the routes of one server share. */
interface Dev {
  readonly served: Served;
  readonly wires: Wires;
  readonly rejections: Rejections;
  readonly log: DevLog;
}

function routes({ served, wires, rejections, log }: Dev) {
  const began = (what: string) => rejections.began(what);
  const use = [accessLog(log), served.refreshing];
  const own = [accessLog(log), guard, served.refreshing];
  return {
    page: http({ path: "/", methods: ["GET"], use: own }, (request, context) =>
      askedWire(request.headers.get(WIRE_HEADER), request.url)
        ? dispatch(request, context, wires, began)
        : page(served, wires, new URL(request.url).origin),
    ),
    ...Object.fromEntries(
      Object.keys(recordKinds)
        .filter(isRecordKind)
        .map((kind) => [
          kind,
          http({ path: `/_onefn/${recordKinds[kind].path}/:from`, use: own }, (request, { params }) =>
            deliver(request, kind, params.from, { served, wires, began, log }),
          ),
        ]),
    ),
    ...Object.fromEntries(
      Object.keys(callKinds)
        .filter(isCallKind)
        .map((kind) => [
          kind,
          http({ path: `/_onefn/${callKinds[kind].path}/:place`, use: own }, (request, { params }) =>
            call(request, kind, params.place, { served, wires, began }),
          ),
        ]),
    ),
    // The page polls this.
    rejections: http({ path: "/_onefn/rejections/:after", methods: ["GET"], use: [guard] }, (_, context) =>
      json(rejections.after(Number(context.params.after) || 0), { headers: { "cache-control": "no-store" } }),
    ),
    // The functions' own limits apply.
    rest: http({ path: "/*", bodyLimit: Number.POSITIVE_INFINITY, use }, (request, context) => {
      if (Object.keys(served.of("http")).length === 0) throw new HttpError(404, "Not Found");
      return dispatch(request, context, wires, began);
    }),
  };
}

async function listen(adapted: Parameters<typeof serve>[0], first: number): Promise<Server> {
  const last = Math.min(first + ATTEMPTS - 1, LAST_PORT);
  for (let port = first; ; port++) {
    try {
      return await serve(adapted, { port, hostname: "127.0.0.1", shutdownTimeout: 1_000 });
    } catch (error) {
      if (!isTaken(error) || port === last) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof OnefnError && (error.cause as { readonly code?: string })?.code === "EADDRINUSE";
}
