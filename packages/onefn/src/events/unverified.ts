import type { AdaptOptions } from "../adapter/options.js";
import { OnefnError } from "../errors.js";
import { type EventOptions, sourcesOf } from "./options.js";

/** Why an event is refused before anybody reads it: for the log alone. */
export function unverified(reason: string, cause?: unknown): OnefnError {
  return new OnefnError("ONEFN_UNVERIFIED_EVENT", `[onefn] events: ${reason}`, { cause });
}

/**
 * For a wire that passes on an event without its request: only the platform can have verified it, and the option `events`
 * must say that it does.
 *
 * @throws OnefnError ONEFN_UNVERIFIED_EVENT unless the option `events` has `verify: "platform"` for the trigger.
 */
export function platformVerifies(trigger: string, options: AdaptOptions & EventOptions): void {
  const sources = sourcesOf(options) ?? [];
  if (sources.some(({ verify, triggers }) => verify === "platform" && (triggers?.includes(trigger) ?? true)))
    return;
  throw unverified(
    `a ${trigger} event came without its request, so that no function can check it. Let the platform do so, ` +
      'and set the option `events` to { verify: "platform" }, or take events as requests.',
  );
}
