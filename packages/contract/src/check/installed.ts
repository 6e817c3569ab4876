import { importInstalled, type Simulator } from "onefn/simulator";
import manifest from "../../package.json" with { type: "json" };
import { reasonNotToAsk, type Unchecked } from "./unchecked.js";

/** The simulators of installed providers, and the providers that are not installed. */
export async function installedSimulators(): Promise<{
  readonly simulators: readonly Simulator[];
  readonly unchecked: readonly Unchecked[];
}> {
  const providers = Object.keys(manifest.peerDependencies).filter((name) => name.startsWith("@onefn/"));
  const found = await importInstalled(providers, (entry) => import(entry));
  return {
    simulators: found.flatMap(({ simulator }) => simulator ?? []),
    unchecked: found.flatMap(({ name, simulator, missing, error }) => {
      if (simulator) return [];
      const reason = missing ? `${name} is not installed.` : reasonNotToAsk(error);
      if (reason === undefined) throw error;
      return [{ provider: name.replace("@onefn/", ""), reason }];
    }),
  };
}
