import type { CloudTasksOptions } from "@onefn/server/cloud-tasks";
import type { AdaptOptions, EventOptions, OptionChecks } from "onefn/provider";

/** Options of this package's `adapt` and `register`. */
export interface GcpOptions extends AdaptOptions, EventOptions, CloudTasksOptions {
  /**
   * Who verifies callers before they reach the function, so that `context.auth` can trust the request's headers. Set it
   * only if **every** way to the function passes that check: on any other way a client can write the same headers.
   *
   * - `"iap"`: Identity-Aware Proxy, for people: the claims of its `X-Goog-IAP-JWT-Assertion`.
   * - `"iam"`: Cloud Run's own check of invokers, for services that require authentication: the claims of the
   *   caller's Google-signed ID token, whose signature Cloud Run removes after verifying it.
   *
   * Default: nobody, as for public functions, and `context.auth` is undefined.
   *
   * @see https://cloud.google.com/iap/docs/signed-headers-howto
   * @see https://cloud.google.com/run/docs/authenticating/service-to-service
   */
  readonly verifiedBy?: "iap" | "iam" | undefined;
}

/** The checks of the options that only this package has, except those of events and tasks. */
export const GCP_OPTIONS = {
  verifiedBy: [(value) => value === "iap" || value === "iam", '"iap" or "iam"'],
} satisfies OptionChecks<Omit<GcpOptions, keyof EventOptions | keyof CloudTasksOptions>, AdaptOptions>;
