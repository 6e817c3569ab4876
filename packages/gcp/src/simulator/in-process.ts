// The globals as a deployment has them: what a simulator plays has to be what runs there.
import "#globals";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningServer, ServerHost } from "@onefn/server/simulator";
import { OnefnError } from "onefn/provider";
import { reloading } from "onefn/simulator";
import type { Adapt, GcpHandler } from "../adapt.js";
import type { Environment } from "../native.js";
import { FunctionLog } from "./log.js";

let deployments = 0;

/**
 * The real functions-framework in this process, on a free port of loopback, in the environment of Cloud Run.
 *
 * @param adaptIn makes the `adapt` of an environment: this package's, or what shall take its place.
 */
export function inProcess(adaptIn: (environment: () => Environment) => Adapt): ServerHost {
  return {
    async start(load, { adapt: options, timeout = DEFAULT_TIMEOUT }): Promise<RunningServer> {
      const log = new FunctionLog();
      const name = `simulated-${++deployments}`;
      const adapt = adaptIn(() => ({ ...process.env, ...cloudRun(name, timeout) }));
      const handler = reloading(load, (functions) => adapt(functions, { ...options, log: log.write }));
      const server = await serve(
        name,
        log.following((request, response) => handler()(request, response)),
      );
      return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        lines: log.lines,
        prepare: handler,
        async close() {
          server.closeAllConnections();
          server.close();
          await once(server, "close");
        },
      };
    },
  };
}

/** Milliseconds; the default of Cloud Run functions is 60 s, and less is enough here. */
const DEFAULT_TIMEOUT = 30_000;

/** @see https://cloud.google.com/run/docs/container-contract#services-env-vars */
function cloudRun(name: string, timeout: number): Environment {
  return {
    K_SERVICE: name,
    K_REVISION: `${name}-00001-abc`,
    K_CONFIGURATION: name,
    FUNCTION_TARGET: name,
    CLOUD_RUN_TIMEOUT_SECONDS: String(timeout / 1_000),
  };
}

async function serve(name: string, handler: GcpHandler): Promise<Server> {
  const { http, getTestServer } = await framework();
  http(name, handler);
  const server = getTestServer(name).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** Loaded when somebody deploys: whoever only looks what simulators there are need not have it. */
async function framework() {
  try {
    const { http } = await import("@google-cloud/functions-framework");
    const { getTestServer } = await import("@google-cloud/functions-framework/testing");
    return { http, getTestServer };
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_NOT_INSTALLED",
      "[onefn/gcp] The simulator runs the real functions-framework, which could not be loaded. " +
        "Install it: npm install --save-dev @google-cloud/functions-framework@5",
      { cause },
    );
  }
}
