import { type AdaptOptions, EVENTS, type EventOptions, type OptionChecks } from "onefn/provider";

/** Options of an `adapt` that takes messages. */
export interface VercelOptions extends AdaptOptions, EventOptions {
  /** Reaches Vercel's queue service, such as through a proxy, or a stand-in for it. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** The checks of the options that only this package has. */
export const VERCEL_OPTIONS = {
  events: EVENTS,
  fetch: [(value) => typeof value === "function", "a function"],
} satisfies OptionChecks<VercelOptions, AdaptOptions>;
