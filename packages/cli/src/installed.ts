import { importInstalled, type Simulator } from "onefn/simulator";
import manifest from "../package.json" with { type: "json" };

/** The providers that this package can work with: the packages of its manifest that have a simulator. */
const NAMES = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(
  (name) => name.startsWith("@onefn/") && name !== "@onefn/contract",
);

/** The simulators of the installed providers, and the names of the providers that are not installed. */
export interface InstalledProviders {
  readonly simulators: readonly Simulator[];
  readonly absent: readonly string[];
}

/** Finds the installed providers. Rejects with the error of one that is installed and cannot be loaded. */
export async function installedProviders(): Promise<InstalledProviders> {
  const found = await importInstalled(NAMES, (entry) => import(entry));
  return {
    simulators: found
      .filter(({ missing }) => !missing)
      .map(({ simulator, error }) => {
        if (simulator) return simulator;
        throw error;
      }),
    absent: found.filter(({ missing }) => missing).map(({ name }) => name.replace("@onefn/", "")),
  };
}
