import type { Simulator } from "onefn/simulator";

/** What a provider's `./simulator` exports. */
type Module = Promise<{ readonly simulator: Simulator }>;

/** The providers to use if they are installed: one line each. */
const PROVIDERS: Readonly<Record<string, () => Module>> = {
  "@onefn/server": () => import("@onefn/server/simulator"),
  "@onefn/aws": () => import("@onefn/aws/simulator"),
  "@onefn/azure": () => import("@onefn/azure/simulator"),
  "@onefn/cloudflare": () => import("@onefn/cloudflare/simulator"),
  "@onefn/gcp": () => import("@onefn/gcp/simulator"),
  "@onefn/netlify": () => import("@onefn/netlify/simulator"),
  "@onefn/vercel": () => import("@onefn/vercel/simulator"),
};

/** The simulators of the installed providers. */
export async function installedSimulators(): Promise<readonly Simulator[]> {
  const found = await Promise.all(
    Object.entries(PROVIDERS).map(([name, load]) =>
      load().catch((error: unknown) => {
        if (isMissing(error, name)) return undefined;
        throw error;
      }),
    ),
  );
  return found.filter((each) => each !== undefined).map(({ simulator }) => simulator);
}

/** Whether this package itself is missing; if it is broken, its error must show. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return code === "ERR_MODULE_NOT_FOUND" && message?.includes(`'${name}'`) === true;
}
