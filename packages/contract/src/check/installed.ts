import type { Simulator } from "onefn/simulator";
import { reasonNotToAsk, type Unchecked } from "./unchecked.js";

/** The simulators of onefn's own providers: one line each. */
const known: Readonly<Record<string, () => Promise<{ readonly simulator: Simulator }>>> = {
  aws: () => import("@onefn/aws/simulator"),
  azure: () => import("@onefn/azure/simulator"),
  cloudflare: () => import("@onefn/cloudflare/simulator"),
  gcp: () => import("@onefn/gcp/simulator"),
  netlify: () => import("@onefn/netlify/simulator"),
  server: () => import("@onefn/server/simulator"),
  vercel: () => import("@onefn/vercel/simulator"),
};

/** The simulators of the providers that are installed beside this package, and the providers that are not. */
export async function installedSimulators(): Promise<{
  readonly simulators: readonly Simulator[];
  readonly unchecked: readonly Unchecked[];
}> {
  const unchecked: Unchecked[] = [];
  const found = await Promise.all(
    Object.entries(known).map(async ([provider, load]) => {
      try {
        return [(await load()).simulator];
      } catch (error) {
        const reason = isMissing(error) ? `@onefn/${provider} is not installed.` : reasonNotToAsk(error);
        if (reason === undefined) throw error;
        unchecked.push({ provider, reason });
        return [];
      }
    }),
  );
  return { simulators: found.flat(), unchecked };
}

/** A provider that is there and lacks something of its own is no missing provider: that has to be heard. */
function isMissing(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return (
    /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(code)) &&
    /(?:package|module) ['"]@onefn\//i.test(String(message))
  );
}
