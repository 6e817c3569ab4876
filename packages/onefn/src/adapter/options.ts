import type { LogEntry } from "../context/log.js";

/** Options that every adapter takes. */
export interface AdaptOptions {
  /**
   * Milliseconds before the provider's deadline at which `context.signal` fires and a batch is answered with what
   * is known. Default: 500, but never more than half of the time that is left at the first look.
   */
  readonly margin?: number;
  /** Receives log lines in place of the provider's own way. */
  readonly log?: (line: string, entry: LogEntry) => void;
}

/** Milliseconds; at most half of what is left at the first look. */
export const DEFAULT_MARGIN = 500;
