import type { Simulator } from "onefn/simulator";

/** The simulators of onefn's own providers: one line each. */
const known: readonly (() => Promise<{ readonly simulator: Simulator }>)[] = [
  () => import("@onefn/aws/simulator"),
  () => import("@onefn/azure/simulator"),
  () => import("@onefn/cloudflare/simulator"),
  () => import("@onefn/gcp/simulator"),
  () => import("@onefn/netlify/simulator"),
  () => import("@onefn/server/simulator"),
  () => import("@onefn/vercel/simulator"),
];

/** The simulators of the providers that are installed beside this package. */
export async function installedSimulators(): Promise<readonly Simulator[]> {
  const found = await Promise.all(
    known.map((load) =>
      load().catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      }),
    ),
  );
  return found.filter((each) => each !== undefined).map(({ simulator }) => simulator);
}

/** A provider that is there and lacks something of its own is no missing provider: that has to be heard. */
function isMissing(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return code === "ERR_MODULE_NOT_FOUND" && /(?:package|module) ['"]@onefn\//i.test(String(message));
}
