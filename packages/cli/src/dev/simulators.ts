import type { Simulator } from "onefn/simulator";

/** The packages whose wires a function can be tried through, where they are installed. */
const PACKAGES = ["@onefn/server", "@onefn/aws", "@onefn/azure", "@onefn/cloudflare", "@onefn/gcp"];

/** The simulators of the installed providers. */
export async function installedSimulators(): Promise<readonly Simulator[]> {
  const found = await Promise.all(PACKAGES.map(load));
  return found.filter((simulator) => simulator !== undefined);
}

async function load(name: string): Promise<Simulator | undefined> {
  try {
    const { simulator }: { readonly simulator: Simulator } = await import(`${name}/simulator`);
    return simulator;
  } catch (error) {
    if (isMissing(error, name)) return undefined;
    throw error;
  }
}

/** Whether it is this package that is not there; one that is broken has to say so. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return code === "ERR_MODULE_NOT_FOUND" && message?.includes(`'${name}'`) === true;
}
