import type { AdaptOptions, OptionChecks } from "onefn/provider";

/** Options of this package's `adapt` and `stream`. */
export interface AwsOptions extends AdaptOptions {
  /**
   * Set to true if every rule of the load balancer's listeners that leads to this function signs users in
   * (`authenticate-oidc` or `authenticate-cognito`): `context.auth` then trusts `x-amzn-oidc-data`. Through any other rule
   * a client can send that header itself. Default: false, the header is ignored.
   */
  readonly albAuthenticates?: boolean | undefined;
}

/** The checks of the options that only this package has. */
export const AWS_OPTIONS = {
  albAuthenticates: [(value) => typeof value === "boolean", "true or false"],
} satisfies OptionChecks<AwsOptions, AdaptOptions>;
