import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Deployment, Exchange, Load } from "onefn/simulator";
import { Reports } from "../run/reports.js";

/** Milliseconds for a case that deploys by itself: a real runtime takes its time to start. */
export const STARTING = 20_000;

/** A wire of any kind, as far as functions are deployed on it. */
interface Wire<D extends Deployment> {
  deploy(
    load: Load,
    options: { readonly tap: (exchange: Exchange) => void; readonly adapt?: object },
  ): D | Promise<D>;
}

/**
 * Deploys functions that are none of the wire's. The error has to have its code wherever a developer is told: where they
 * do not start, in the log, or in what the adapter throws at the provider.
 *
 * @param use calls them, where they started.
 * @param adapt options that the adapter is given.
 */
export async function refusedAloud<D extends Deployment>(
  wire: Wire<D>,
  functions: object,
  code: RegExp,
  use: (deployment: D) => Promise<void>,
  adapt?: object,
): Promise<void> {
  const exchanges: Exchange[] = [];
  const load = (() => functions) as Load;
  let deployment: D;
  try {
    deployment = await wire.deploy(load, {
      tap: (exchange) => void exchanges.push(exchange),
      ...(adapt && { adapt }),
    });
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
