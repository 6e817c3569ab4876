import type { Load } from "../simulator.js";

/**
 * Looks up what is to be served at every call, and prepares it again when it is something else than before.
 *
 * @param prepare takes what the provider's `adapt` takes, which refuses everything else by itself.
 */
export function reloading<Prepared>(load: Load, prepare: (loaded: never) => Prepared): () => Prepared {
  let made: { readonly of: unknown; readonly prepared: Prepared } | undefined;
  return () => {
    const loaded = load();
    if (made?.of !== loaded) made = { of: loaded, prepared: prepare(loaded as never) };
    return made.prepared;
  };
}
