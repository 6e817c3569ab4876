import type { OutgoingChange } from "onefn/simulator";

/** What the feed has of a change. */
export type FeedItem = Readonly<Record<string, unknown>>;

/** When a change was made, and its number in the partition. */
export interface Made {
  readonly now: number;
  readonly sequence: number;
}

const OPERATIONS = { insert: "create", update: "replace", delete: "delete" } as const;

/** A document as the service keeps it. */
function documentOf(
  item: Readonly<Record<string, unknown>>,
  key: OutgoingChange["key"],
  { now, sequence }: Made,
) {
  return {
    ...key,
    ...item,
    _rid: `kIRWAJ${Buffer.from(JSON.stringify(key)).toString("hex")}`,
    _self: "dbs/kIRWAA==/colls/kIRWAJ/docs/1/",
    _etag: `"0000${sequence.toString(16)}-0000-0100-0000"`,
    _attachments: "attachments/",
    _ts: Math.floor(now / 1000),
    _lsn: sequence,
  };
}

/**
 * A change in the mode `LatestVersion`: the document alone. Undefined: this mode does not show it.
 * @see https://learn.microsoft.com/en-us/azure/cosmos-db/nosql/change-feed-modes#latest-version-change-feed-mode
 */
export function latestVersion(
  { operation, key, after, native }: OutgoingChange,
  made: Made,
): FeedItem | undefined {
  return operation === "delete" ? undefined : { ...documentOf(after ?? {}, key, made), ...native };
}

/**
 * A change in the mode `AllVersionsAndDeletes`.
 * @see https://learn.microsoft.com/en-us/azure/cosmos-db/nosql/change-feed-modes#all-versions-and-deletes-change-feed-mode
 */
export function anyVersion({ operation, key, before, after, native }: OutgoingChange, made: Made): FeedItem {
  const { id, ...partitionKey } = key;
  const earlier = { now: made.now - 1_000, sequence: made.sequence - 1 };
  return {
    current: operation === "delete" ? null : documentOf(after ?? {}, key, made),
    ...(before && { previous: documentOf(before, key, earlier) }),
    metadata: {
      lsn: made.sequence,
      crts: Math.floor(made.now / 1000),
      operationType: OPERATIONS[operation],
      previousImageLSN: earlier.sequence,
      timeToLiveExpired: false,
      ...(operation === "delete" && { id, partitionKey }),
    },
    ...native,
  };
}

/** The id as handlers see it. */
export function idOf(item: FeedItem): string {
  const { metadata, current, previous } = item as {
    readonly metadata?: FeedItem;
    readonly current?: FeedItem | null;
    readonly previous?: FeedItem;
  };
  if (!metadata) return `${item._rid}:${item._etag}`.replaceAll('"', "");
  const rid = (current ?? previous)?._rid ?? metadata.id;
  return `${rid}:${metadata.lsn}:${metadata.operationType}`;
}
