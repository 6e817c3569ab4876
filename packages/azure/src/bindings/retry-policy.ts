/** Milliseconds, or a duration in the words of `@azure/functions`. */
type Interval =
  | number
  | {
      readonly hours?: number;
      readonly minutes?: number;
      readonly seconds?: number;
      readonly milliseconds?: number;
    };

/**
 * A retry policy of the host, in the words of `@azure/functions`: how often a failed invocation is repeated (-1: forever),
 * and after how long.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-error-pages#retries
 */
export type RetryPolicy =
  | { readonly strategy: "fixedDelay"; readonly maxRetryCount: number; readonly delayInterval: Interval }
  | {
      readonly strategy: "exponentialBackoff";
      readonly maxRetryCount: number;
      readonly minimumInterval: Interval;
      readonly maximumInterval: Interval;
    };

/** The check of a retry policy. */
export const RETRY = [
  (value: unknown) =>
    ["fixedDelay", "exponentialBackoff"].includes(Object(value).strategy) &&
    Number.isInteger(Object(value).maxRetryCount),
  'a retry policy with a `strategy` of "fixedDelay" or "exponentialBackoff", and a `maxRetryCount`',
] as const;
