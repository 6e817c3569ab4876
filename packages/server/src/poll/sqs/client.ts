/**
 * The part of `SQS` of `@aws-sdk/client-sqs` that a poller needs.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/sqs/
 */
export interface SqsClient {
  receiveMessage(
    input: ReceiveInput,
    options?: CallOptions,
  ): Promise<{ readonly Messages?: readonly SqsMessage[] | undefined }>;
  deleteMessageBatch(input: BatchInput<SqsEntry>, options?: CallOptions): Promise<BatchAnswer>;
  changeMessageVisibilityBatch(
    input: BatchInput<VisibilityEntry>,
    options?: CallOptions,
  ): Promise<BatchAnswer>;
  getQueueAttributes(
    input: {
      readonly QueueUrl: string;
      readonly AttributeNames: ("VisibilityTimeout" | "ApproximateNumberOfMessages")[];
    },
    options?: CallOptions,
  ): Promise<{ readonly Attributes?: Readonly<Partial<Record<string, string>>> | undefined }>;
}

/** What comes with a call, besides its input. */
export interface CallOptions {
  /** Fires when the answer is no longer waited for. */
  readonly abortSignal?: AbortSignal;
}

/** What a poller asks for. */
export interface ReceiveInput {
  readonly QueueUrl: string;
  readonly MaxNumberOfMessages: number;
  readonly WaitTimeSeconds: number;
  readonly VisibilityTimeout: number;
  readonly MessageSystemAttributeNames: "All"[];
  readonly MessageAttributeNames: "All"[];
}

/** Up to ten messages that something is done with at once. */
export interface BatchInput<Entry> {
  readonly QueueUrl: string;
  readonly Entries: Entry[];
}

/** One of them. `Id` is any name that is its own in the call. */
export interface SqsEntry {
  readonly Id: string;
  readonly ReceiptHandle: string;
}

/** A message, and for how many seconds from now on it is hidden. */
export interface VisibilityEntry extends SqsEntry {
  readonly VisibilityTimeout: number;
}

/** A call that succeeds may have failed for some of its messages. */
export interface BatchAnswer {
  readonly Failed?: readonly SqsFailure[] | undefined;
}

/** Why it failed for one message. */
export interface SqsFailure {
  readonly Id?: string | undefined;
  readonly Code?: string | undefined;
  readonly SenderFault?: boolean | undefined;
}

/**
 * One message as SQS answers it.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html
 */
export interface SqsMessage {
  readonly MessageId?: string | undefined;
  readonly ReceiptHandle?: string | undefined;
  readonly Body?: string | undefined;
  readonly Attributes?: Readonly<Partial<Record<string, string>>> | undefined;
  readonly MessageAttributes?: Readonly<Record<string, SqsAttribute>> | undefined;
}

/** An attribute that its sender has set. */
export interface SqsAttribute {
  readonly DataType?: string | undefined;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: Uint8Array | undefined;
}
