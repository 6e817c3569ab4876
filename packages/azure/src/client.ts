import { clientBehind } from "onefn/provider";
import type { AzureRequest, Environment } from "./native.js";

/**
 * The address of the client. App Service's front end appends who connected to it to `X-Forwarded-For`; Container Apps'
 * does the same. Elsewhere, as under the Core Tools on a developer's machine, nobody vouches for the header.
 *
 * @param hops proxies of one's own in front of Azure.
 */
export function clientIp(
  { headers }: AzureRequest,
  env: Environment,
  hops: number | undefined,
): string | undefined {
  if (env.WEBSITE_SITE_NAME === undefined && env.CONTAINER_APP_NAME === undefined) return undefined;
  const chain = headers.get("x-forwarded-for");
  return clientBehind(chain?.split(",").at(-1), chain, hops);
}
