/**
 * Plays Google Cloud from outside: its front end and Identity-Aware Proxy before the real functions-framework.
 * @packageDocumentation
 */
import { type ServerHost, send } from "@onefn/server/simulator";
import type { Auth } from "onefn/provider";
import {
  createHttpDeployment,
  type HttpDeployment,
  type HttpWire,
  type Load,
  type Simulator,
  type SimulatorOptions,
} from "onefn/simulator";
import { createAdapt } from "../adapt.js";
import { capabilities } from "../capabilities.js";
import type { GcpOptions } from "../options.js";
import { throughFrontEnd } from "./front-end.js";
import { inProcess } from "./in-process.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export { createAdapt } from "../adapt.js";
export { inProcess } from "./in-process.js";

/** An address of the range that is reserved for documentation. */
const DEFAULT_IP = "203.0.113.7";

/** Everybody may call the function, and Identity-Aware Proxy says who has signed in. */
const BEHIND_IAP: GcpOptions = { verifiedBy: "iap" };

const identities: readonly Auth[] = [
  {
    type: "iap",
    subject: "accounts.google.com:118133858486581853996",
    claims: { iss: "https://cloud.google.com/iap", email: "ada@example.com", hd: "example.com" },
  },
];

/**
 * Google's front end before whatever runs the function.
 *
 * @example
 * const simulator = createSimulator(inProcess(createAdapt));
 */
export function createSimulator(host: ServerHost): Simulator {
  const http: HttpWire = {
    trigger: "http",
    capabilities: capabilities.http ?? {},
    identities,
    deploy: (load, options = {}) => deploy(host, load, options),
  };
  return { provider: "gcp", http: [http], message: [] };
}

/** Google Cloud with functions-framework in this process. */
export const simulator: Simulator = createSimulator(inProcess(createAdapt));

async function deploy(host: ServerHost, load: Load, options: SimulatorOptions): Promise<HttpDeployment> {
  const running = await host.start(load, { ...options, adapt: { ...BEHIND_IAP, ...options.adapt } });
  return createHttpDeployment({
    trigger: "http",
    running,
    tap: options.tap,
    answer(request, caller, tell) {
      const { ip = DEFAULT_IP, auth } = caller;
      // The token's subject is one of its claims.
      const verified = auth && { ...auth, claims: { sub: auth.subject, ...auth.claims } };
      return send({
        request,
        caller,
        to: running.url,
        through: (lines) => throughFrontEnd(lines, { ip, auth: verified }),
        connected: () => {},
        answered: (nativeEvent, nativeResult, output) => tell({ nativeEvent, nativeResult, output }),
      });
    },
  });
}
