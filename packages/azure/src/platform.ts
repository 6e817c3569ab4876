import type { Context } from "onefn";
import type { AzureContext, AzureRequest } from "./native.js";

/** What `context.platform` holds on Azure Functions, in an http function. */
export interface AzurePlatform {
  /** The library's request. Its body is one stream: read it here or from the portable Request. */
  readonly request: AzureRequest;
  /** The library's context, with `extraInputs`, `extraOutputs` and `options`. */
  readonly context: AzureContext;
}

/**
 * Whether a context is Azure Functions'; types `platform` when it is.
 *
 * @example
 * if (isAzure(context)) context.platform.context.invocationId;
 */
export function isAzure<C extends Context>(
  context: C,
): context is C & { readonly provider: "azure"; readonly platform: AzurePlatform } {
  return context.provider === "azure";
}

export type { AzureContext, AzureRequest };
