import type { LogEntry } from "../context/log.js";

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
}

/** Milliseconds; at most half of what is left at the first look. */
export const DEFAULT_MARGIN = 500;
