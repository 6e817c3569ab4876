import { app } from "@azure/functions";
import type { IdentityFunction } from "onefn";
import { checkOption, checkOptions, type EventOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../identity/entra.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { NAME } from "./checks.js";

/**
 * How Microsoft Entra reaches identity functions.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-overview
 */
export interface EntraOptions {
  /**
   * Checks each request: `entraExtension` of `onefn/events`, or `"platform"` if App Service authentication lets only
   * Entra through.
   */
  readonly verify: NonNullable<Verified["verify"]>;
  /** The route below the app's prefix. Default: the function's name on Azure. */
  readonly route?: string | undefined;
}

/** One source of the option `events`. */
type Verified = Exclude<EventOptions["events"], readonly unknown[] | undefined>;

const PLACE = "[onefn/azure] entra";

const ENTRA_OPTIONS = {
  verify: [(value) => value === "platform" || typeof value === "function", '"platform" or a function'],
  route: NAME,
} satisfies OptionChecks<EntraOptions>;

/**
 * Custom authentication extensions of Microsoft Entra as the trigger of identity functions, for `register`. Register the
 * functions of all events together: each is chosen by its `on`.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options, and without `verify`.
 * @example
 * const verify = entraExtension({ tenant: process.env.TENANT_ID, audience: process.env.EXTENSION_APP_ID });
 * register("extension", { addTenant, admit }, entra({ verify }));
 */
export function entra(options: EntraOptions): TriggerBinding<IdentityFunction> {
  checkOptions(PLACE, options, ENTRA_OPTIONS);
  const { verify, route } = options;
  checkOption(verify, PLACE, "verify", "entraExtension({ tenant, audience })");
  return {
    connect(name, functions, adaptOptions) {
      app.http(name, {
        methods: ["POST"],
        authLevel: "anonymous",
        ...(route !== undefined && { route }),
        handler: adapt(functions, { ...adaptOptions, events: { verify } }),
      });
    },
  };
}
