import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Deployment, Exchange, Load } from "onefn/simulator";
import { Reports } from "../run/reports.js";

/** Milliseconds for a case with its own deployment: a real runtime takes time to start. */
export const STARTING = 20_000;

/** The part of a wire that deploys functions. */
interface Deploying<D extends Deployment> {
  deploy(
    load: Load,
    options: { readonly tap: (exchange: Exchange) => void; readonly adapt?: object },
  ): D | Promise<D>;
}

/** Deploys functions on a wire, whatever they are. */
export async function deployed<D extends Deployment>(
  wire: Deploying<D>,
  functions: object,
  tap: (exchange: Exchange) => void = () => {},
  adapt?: object,
): Promise<D> {
  return wire.deploy((() => functions) as Load, { tap, ...(adapt && { adapt }) });
}

/**
 * Deploys functions that the wire does not support. The error must have its code wherever a developer sees it: at
 * start, in the log, or in what the adapter throws to the provider.
 *
 * @param use calls them, if they started.
 * @param adapt options for the adapter.
 */
export async function refusedWithError<D extends Deployment>(
  wire: Deploying<D>,
  functions: object,
  code: RegExp,
  use: (deployment: D) => Promise<void>,
  adapt?: object,
): Promise<void> {
  const exchanges: Exchange[] = [];
  let deployment: D;
  try {
    deployment = await deployed(wire, functions, (exchange) => void exchanges.push(exchange), adapt);
  } catch (error) {
    assert.match(inspect(error), code);
    return;
  }
  try {
    await use(deployment);
    await new Reports(deployment, exchanges, { from: 0 }).telling(code);
  } finally {
    await deployment.close();
  }
}
