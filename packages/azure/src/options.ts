import type { AdaptOptions, EventOptions, OptionChecks } from "onefn/provider";

/** Options of this package's `adapt`, `stream` and `register`. */
export interface AzureOptions extends AdaptOptions, EventOptions {
  /**
   * How an event of Event Hubs, a record of Kafka, a change in Cosmos DB or a timer's run that fails is tried again inside
   * the invocation, where the host would continue without it: if the function has no retry policy, or its attempts are
   * used up. Each number is the milliseconds to wait before a further attempt: `[100, 1000]` makes three attempts in all.
   * Default: none.
   */
  readonly retryDelays?: readonly number[] | undefined;
  /**
   * Which records of a batch of Event Hubs, Kafka or Cosmos DB wait for each other. `"partition"`: those of one partition
   * are handled one after another. `"key"`: only those of one key are, and other keys continue, as many at a time as the
   * function's `concurrency` allows. Default: `"partition"`.
   */
  readonly order?: "partition" | "key" | undefined;
  /**
   * The names of an item's key, for changes: the columns of the primary key of an Azure SQL table, which an insert or an
   * update does not name, or the members of a Cosmos DB document that are its partition key. Default: none.
   */
  readonly key?: readonly string[] | undefined;
}

const isName = (value: unknown) => typeof value === "string" && value !== "";
const isDelay = (value: unknown) => Number.isFinite(value) && (value as number) >= 0;

/** The checks of this package's own options, except `events`. */
export const AZURE_OPTIONS = {
  retryDelays: [
    (value) => Array.isArray(value) && value.every(isDelay),
    "a list of milliseconds, each 0 or more",
  ],
  key: [(value) => Array.isArray(value) && value.every(isName), "a list of names"],
  order: [(value) => value === "partition" || value === "key", '"partition" or "key"'],
} satisfies OptionChecks<Omit<AzureOptions, keyof EventOptions>, AdaptOptions>;
