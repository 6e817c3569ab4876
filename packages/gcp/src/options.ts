import type { AdaptOptions, OptionChecks } from "onefn/provider";

/** Options of this package's `adapt` and `register`. */
export interface GcpOptions extends AdaptOptions {
  /**
   * Who verifies callers before they reach the function, so that `context.auth` may believe what the request says of
   * them. Only set it where **every** way to the function leads through that check: on any other way a client can
   * write the same headers itself.
   *
   * - `"iap"`: Identity-Aware Proxy, for people: the claims of its `X-Goog-IAP-JWT-Assertion`.
   * - `"iam"`: Cloud Run's own check of invokers, for services that require authentication: the claims of the
   *   caller's Google-signed ID token, whose signature Cloud Run takes off once it has verified it.
   *
   * Default: nobody, as for public functions; `context.auth` is undefined.
   *
   * @see https://cloud.google.com/iap/docs/signed-headers-howto
   * @see https://cloud.google.com/run/docs/authenticating/service-to-service
   */
  readonly verifiedBy?: "iap" | "iam" | undefined;
}

/** The checks of the options that only this package has. */
export const GCP_OPTIONS = {
  verifiedBy: [(value) => value === "iap" || value === "iam", '"iap" or "iam"'],
} satisfies OptionChecks<GcpOptions, AdaptOptions>;
