import type { Simulator } from "./simulator.js";

/** A provider's simulator, or why it could not be loaded. */
export interface Installed {
  /** The package, such as `@onefn/aws`. */
  readonly name: string;
  readonly simulator?: Simulator;
  /** The error thrown while loading it. */
  readonly error?: unknown;
  /** Whether the package itself is not installed. */
  readonly missing?: boolean;
}

/**
 * The simulators of those packages that are installed, in order.
 *
 * @param load imports an entry from where the packages are installed: `(entry) => import(entry)`.
 */
export async function importInstalled(
  names: readonly string[],
  load: (entry: string) => Promise<unknown>,
): Promise<readonly Installed[]> {
  return Promise.all(
    names.map(async (name): Promise<Installed> => {
      try {
        const { simulator } = (await load(`${name}/simulator`)) as { readonly simulator: Simulator };
        return { name, simulator };
      } catch (error) {
        return { name, error, missing: isMissing(error, name) };
      }
    }),
  );
}

/**
 * A package that is installed but lacks a dependency of its own does not count as missing: the error must be
 * reported.
 */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return (
    /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(code)) && new RegExp(`['"]${name}['"/]`).test(String(message))
  );
}
