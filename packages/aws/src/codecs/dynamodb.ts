import type { ChangeOperation, ChangeSource, NumberFormat, RecordCodec } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { type DynamodbItem, readItem } from "./attribute-values.js";
import { arrivalOf, type ShardEvent, type ShardResult, shardCodec } from "./shard.js";
import { undecodable } from "./undecodable.js";

/**
 * Records from one shard of a table's stream, or the bare list in which EventBridge Pipes delivers them.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html
 */
export type DynamodbEvent = ShardEvent<DynamodbRecord>;

/** The change of one item. */
export interface DynamodbRecord {
  readonly eventID?: string | undefined;
  readonly eventName?: "INSERT" | "MODIFY" | "REMOVE" | undefined;
  readonly eventSource?: string | undefined;
  readonly eventSourceARN?: string | undefined;
  /** Set if DynamoDB deleted the item because its time to live had expired. */
  readonly userIdentity?: { readonly type?: string; readonly principalId?: string } | null | undefined;
  readonly dynamodb?: DynamodbChange | undefined;
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html */
interface DynamodbChange {
  /** Seconds since the epoch. */
  readonly ApproximateCreationDateTime?: number | undefined;
  readonly Keys?: DynamodbItem | undefined;
  readonly OldImage?: DynamodbItem | null | undefined;
  readonly NewImage?: DynamodbItem | null | undefined;
  readonly SequenceNumber?: string | undefined;
  readonly StreamViewType?: string | undefined;
}

const OPERATIONS: ReadonlyMap<unknown, ChangeOperation> = /* @__PURE__ */ new Map<unknown, ChangeOperation>([
  ["INSERT", "insert"],
  ["MODIFY", "update"],
  ["REMOVE", "delete"],
]);

class DynamodbSource implements ChangeSource {
  readonly record: DynamodbRecord;
  readonly id: string;
  readonly operation: ChangeOperation;
  readonly change: DynamodbChange;

  constructor(record: DynamodbRecord | null) {
    const { eventID = "", eventName, dynamodb } = record ?? {};
    const operation = OPERATIONS.get(eventName);
    if (!record || !operation || !dynamodb?.Keys) {
      throw undecodable("the record has no key or no operation");
    }
    this.record = record;
    this.id = eventID;
    this.operation = operation;
    this.change = dynamodb;
  }

  source(): string {
    return this.record.eventSourceARN ?? "";
  }
  type(): string {
    return `com.amazonaws.dynamodb.${this.operation}`;
  }
  time(): Date | undefined {
    return arrivalOf(this.change.ApproximateCreationDateTime);
  }
  table(): string {
    return tableName(this.record.eventSourceARN ?? "");
  }
  key(numbers: NumberFormat): Record<string, unknown> {
    return readItem(this.change.Keys as DynamodbItem, numbers);
  }
  before(numbers: NumberFormat): unknown {
    const { OldImage } = this.change;
    return OldImage ? readItem(OldImage, numbers) : undefined;
  }
  after(numbers: NumberFormat): unknown {
    const { NewImage } = this.change;
    return NewImage ? readItem(NewImage, numbers) : undefined;
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { SequenceNumber: sequence } = this.change;
    const { principalId } = this.record.userIdentity ?? {};
    return {
      ...(sequence !== undefined && { sequence }),
      // The principal of deletions by time to live.
      ...(principalId === "dynamodb.amazonaws.com" && { expired: true }),
    };
  }
}

/** `NAME` of `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL`. */
function tableName(arn: string): string {
  return /:table\/([^/]+)/.exec(arn)?.[1] ?? arn;
}

/**
 * Amazon DynamoDB Streams.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export const dynamodb: RecordCodec<DynamodbEvent, DynamodbRecord | null, ShardResult, LambdaContext> =
  /* @__PURE__ */ shardCodec<DynamodbRecord>({
    service: "dynamodb",
    kind: "change",
    name: tableName,
    decode: (record) => new DynamodbSource(record),
    keyOf: itemOf,
    numberOf: (record) => record?.dynamodb?.SequenceNumber,
  });

/** The whole key of a record's item. */
function itemOf(record: DynamodbRecord | null): string | undefined {
  const { Keys } = record?.dynamodb ?? {};
  return Keys && JSON.stringify(Object.entries(Keys).sort());
}
