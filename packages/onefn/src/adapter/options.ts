import type { LogEntry } from "../context/log.js";
import type { OptionChecks } from "../option-checks.js";
import type { Timers } from "./timers.js";

/** Options that every adapter takes. */
export interface AdaptOptions {
  /**
   * Milliseconds before the provider's deadline at which `context.signal` fires. Half a margin later a batch is
   * answered with what is known. Default: 500, but at most half of the time that is left at the first look. More than
   * all of that time counts as all of it.
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
   * A path prefix that http functions do not see, such as a stage (`/prod`) or a base path mapping (`/shop`). It is
   * cut off where a path begins with it, however a client encodes it, and begins with `/` itself. Default: none; paths arrive as the wire has them.
   */
  readonly basePath?: string | undefined;
  /**
   * How many proxies of your own stand in front of the provider. Their `X-Forwarded-For`, `-Host` and `-Proto` are
   * believed, counted from the right; a client can forge the rest. Default: 0, forwarded headers are believed from
   * nobody.
   */
  readonly trustedProxies?: number | undefined;
  /**
   * The portable names of this deployment's queues, topics and the like, by their physical ones: with
   * `{ "shop-prod-orders": "orders" }`, the function with `from: "orders"` takes what comes from `shop-prod-orders`. An
   * ARN or another full name is found, too. A function is asked once for each name, and gives undefined for one that it
   * does not map. Default: the JSON object in the environment variable `ONEFN_NAMES`, which this option goes before.
   */
  readonly names?: Names | undefined;
  /** Where the time comes from, for simulators and tests. Default: the system's clock. */
  readonly timers?: Timers | undefined;
}

/** Portable names by physical ones, or a function that maps one. */
export type Names = Readonly<Record<string, string>> | ((physical: string) => string | undefined);

/** Milliseconds; at most half of what is left at the first look. */
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
