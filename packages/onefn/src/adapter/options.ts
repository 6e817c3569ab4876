import type { LogEntry } from "../context/log.js";
import type { OptionChecks } from "../option-checks.js";
import type { Timers } from "./timers.js";

/** Options that every adapter takes. */
export interface AdaptOptions {
  /**
   * Milliseconds before the provider's deadline at which `context.signal` fires. Half a margin later a batch is
   * answered with what is known. Default: 500, but at most half of the time that is left when the margin is first needed.
   * A margin longer than that time counts as all of it.
   */
  readonly margin?: number | undefined;
  /** Receives log lines in place of the provider's own way. */
  readonly log?: ((line: string, entry: LogEntry) => void) | undefined;
  /**
   * Milliseconds that an invocation may take, for providers that do not tell their limit (see the capability
   * `deadline`): set it to the limit that you have configured there. Where the provider tells, the nearer one counts.
   * Default: no limit but the provider's.
   */
  readonly timeout?: number | undefined;
  /**
   * A path prefix that http functions do not see, such as a stage (`/prod`) or a base path mapping (`/shop`). It begins
   * with `/`, and is removed from every path that begins with it, however a client encodes it. Default: none.
   */
  readonly basePath?: string | undefined;
  /**
   * The number of your own proxies in front of the provider. What they wrote into `X-Forwarded-For`, `-Host` and `-Proto`
   * is trusted, counted from the right; a client can forge the rest. Default: 0, no forwarded header is trusted.
   */
  readonly trustedProxies?: number | undefined;
  /**
   * Maps the deployed names of queues, topics, buckets and the like to the names in your code: with
   * `{ "shop-prod-orders": "orders" }`, the function with `from: "orders"` takes what comes from `shop-prod-orders`. A
   * key may also be a full name, such as an ARN. A function is called with each name of a place, and returns undefined
   * for those that it does not map. Default: the JSON object in the environment variable `ONEFN_NAMES`, which also
   * applies to names that this option does not map.
   */
  readonly names?: Names | undefined;
  /** Where the time comes from, for simulators and tests. Default: the system's clock. */
  readonly timers?: Timers | undefined;
}

/** Portable names by physical ones, or a function that maps one. */
export type Names = Readonly<Record<string, string>> | ((physical: string) => string | undefined);

/** The default of `margin`, in milliseconds. */
export const DEFAULT_MARGIN = 500;

const isObject = (value: unknown) => Object(value) === value;

/** The checks of the options that every adapter takes. */
export const ADAPT_OPTIONS = {
  margin: [(value) => Number.isFinite(value) && (value as number) >= 0, "milliseconds, 0 or more"],
  timeout: [(value) => Number.isFinite(value) && (value as number) > 0, "milliseconds, more than 0"],
  log: [(value) => typeof value === "function", "a function"],
  basePath: [(value) => value === "" || /^\//.test(value as string), 'a path that begins with "/"'],
  trustedProxies: [(value) => Number.isInteger(value) && (value as number) >= 0, "a count, 0 or more"],
  names: [isObject, "an object, or a function"],
  timers: [isObject, "an object"],
} satisfies OptionChecks<AdaptOptions>;
