import type { AdaptOptions, OptionChecks } from "onefn/provider";

/** Options of this package's `adapt`. */
export interface CloudflareOptions extends AdaptOptions {
  /**
   * Asks Cloudflare Access who the caller is, for each request that Access let through, so that `context.auth` holds the
   * user. Default: false; `auth` then says only that Access let the caller through, and for which application.
   * @see https://developers.cloudflare.com/workers/configuration/cloudflare-access/
   */
  readonly accessIdentity?: boolean | undefined;
}

/** The checks of the options that only this package has. */
export const CLOUDFLARE_OPTIONS = {
  accessIdentity: [(value) => typeof value === "boolean", "true or false"],
} satisfies OptionChecks<CloudflareOptions, AdaptOptions>;
