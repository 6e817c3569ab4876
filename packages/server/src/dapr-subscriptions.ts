import { type AdaptOptions, checkOption, type OptionCheck, type Subscribing } from "onefn/provider";

/** How Dapr's sidecar subscribes to the topics that functions claim. */
export interface DaprOptions {
  /** The name of the pub/sub component. */
  readonly pubsubname: string;
  /**
   * The topic for messages that are rejected, and for those that failed at the last delivery. Default: none, and Dapr drops
   * them.
   */
  readonly deadLetterTopic?: string | undefined;
  /** Whether messages come in bulk, and in which. Default: false, one by one. */
  readonly bulk?: boolean | DaprBulk | undefined;
  /** Whether the messages are no CloudEvents, because their publisher does not use Dapr. Default: false. */
  readonly rawPayload?: boolean | undefined;
}

/** The limits of a bulk. */
export interface DaprBulk {
  /** Default: Dapr's, 100. */
  readonly maxMessagesCount?: number | undefined;
  /** Milliseconds to wait for more messages. Default: Dapr's, 1,000. */
  readonly maxAwaitDurationMs?: number | undefined;
}

/** The options of adapters that Dapr sends to. */
export interface WithDapr {
  /**
   * Has Dapr's sidecar subscribe to the topics that the functions claim: it asks for them by `GET /dapr/subscribe`.
   * Default: that path is not answered, and subscriptions are resources of Dapr's own.
   */
  readonly dapr?: DaprOptions | undefined;
}

const isText = (value: unknown) => typeof value === "string" && value !== "";
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) > 0;

/** Whether an object has none but these members, each as its check asks. */
function hasOnly(value: unknown, checks: Readonly<Record<string, (member: unknown) => boolean>>): boolean {
  if (Object(value) !== value) return false;
  const members = Object.entries(value as object);
  return members.every(([name, member]) => member === undefined || (checks[name]?.(member) ?? false));
}

const isBulk = (value: unknown) =>
  typeof value === "boolean" || hasOnly(value, { maxMessagesCount: isCount, maxAwaitDurationMs: isCount });

/** The check of the option `dapr`. */
export const DAPR: OptionCheck = [
  (value) =>
    isText(Object(value).pubsubname) &&
    hasOnly(value, {
      pubsubname: isText,
      deadLetterTopic: isText,
      bulk: isBulk,
      rawPayload: (raw) => typeof raw === "boolean",
    }),
  "{ pubsubname, deadLetterTopic, bulk, rawPayload }, where pubsubname is the name of a component, and bulk is true or " +
    "{ maxMessagesCount, maxAwaitDurationMs }",
];

/**
 * The sidecar asks once, when the application answers.
 * @see https://docs.dapr.io/reference/api/pubsub_api/#provide-a-route-for-dapr-to-discover-topic-subscriptions
 */
export const daprSubscribing: Subscribing = {
  path: "/dapr/subscribe",
  answer({ places, path, options }) {
    const { dapr } = options as AdaptOptions & WithDapr;
    return dapr && places.map((place) => subscription(place, path, dapr));
  },
};

function subscription(place: string | undefined, route: string, dapr: DaprOptions): object {
  const { pubsubname, deadLetterTopic, bulk, rawPayload } = dapr;
  checkOption(
    place !== undefined,
    "[onefn/server] adapt",
    "with the option dapr, the `from` of a message function",
    "the name of a topic",
  );
  const prefix = `${pubsubname}/`;
  return {
    pubsubname,
    topic: place.startsWith(prefix) ? place.slice(prefix.length) : place,
    route,
    ...(deadLetterTopic && { deadLetterTopic }),
    ...(bulk && { bulkSubscribe: { enabled: true, ...(bulk !== true && bulk) } }),
    ...(rawPayload && { metadata: { rawPayload: "true" } }),
  };
}
