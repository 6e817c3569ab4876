// The same globals as in a deployment, so that the simulator matches it.
import "#globals";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { RunningServer } from "@onefn/server/simulator";
import { OnefnError } from "onefn/provider";
import { reloading } from "onefn/simulator";
import type { Adapt } from "../adapt.js";
import type { GcpFunction } from "../everything.js";
import type { Environment } from "../native.js";
import type { FrameworkHost } from "./host.js";
import { FunctionLog } from "./log.js";

let deployments = 0;

/**
 * The real functions-framework in this process, on a free loopback port, in the environment of Cloud Run.
 *
 * @param adaptIn makes the `adapt` for an environment: this package's, or a replacement.
 */
export function inProcess(adaptIn: (environment: () => Environment) => Adapt<GcpFunction>): FrameworkHost {
  return {
    async start(
      load,
      { adapt: options, timeout = DEFAULT_TIMEOUT, signature = "http" },
    ): Promise<RunningServer> {
      const log = new FunctionLog();
      const name = `simulated-${++deployments}`;
      const adapt = adaptIn(() => ({ ...process.env, ...cloudRun(name, timeout) }));
      const handler = reloading(load, (functions) => adapt(functions, { ...options, log: log.write }));
      const { http, cloudEvent, getTestServer } = await framework();
      if (signature === "http") http(name, log.following(handler));
      else cloudEvent(name, log.followingEvents(handler));
      const server = getTestServer(name).listen(0, "127.0.0.1");
      await once(server, "listening");
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

/** Milliseconds. The default of Cloud Run functions is 60 s; less is enough here. */
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

/** Loaded on deployment, so that listing the simulators does not require it. */
async function framework() {
  try {
    const { http, cloudEvent } = await import("@google-cloud/functions-framework");
    const { getTestServer } = await import("@google-cloud/functions-framework/testing");
    return { http, cloudEvent, getTestServer };
  } catch (cause) {
    throw new OnefnError(
      "ONEFN_NOT_INSTALLED",
      "[onefn/gcp] The simulator runs the real functions-framework, which could not be loaded. " +
        "Install it: npm install --save-dev @google-cloud/functions-framework@5",
      { cause },
    );
  }
}
