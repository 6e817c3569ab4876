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
  const chain = headers.get("x-forwarded-for")?.split(",").map(withoutPort);
  return chain && clientBehind(chain.at(-1), chain.join(","), hops);
}

/** `192.0.2.1:50123` and `[2001:db8::1]:50123` come with the client's port; addresses of version 6 alone have none. */
function withoutPort(address: string): string {
  return address.trim().replace(/^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/, "$1$2");
}
