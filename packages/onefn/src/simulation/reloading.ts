import type { Load } from "./wire.js";

/**
 * Loads the functions to serve at every call, and prepares them again if they have changed.
 *
 * @param prepare takes whatever the provider's `adapt` takes, which refuses anything else by itself.
 */
export function reloading<Prepared>(load: Load, prepare: (loaded: never) => Prepared): () => Prepared {
  let made: { readonly of: unknown; readonly prepared: Prepared } | undefined;
  return () => {
    const loaded = load();
    if (made?.of !== loaded) made = { of: loaded, prepared: prepare(loaded as never) };
    return made.prepared;
  };
}
