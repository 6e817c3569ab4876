import { ACCOUNT, REGION } from "../account.js";

/** The service that changes for how long a message is hidden. */
export class Visibility {
  /** Milliseconds by receipt handle. */
  readonly hidden = new Map<string, number>();
  /** The receipt handles of the batch that is being handled. */
  inFlight: ReadonlySet<string> = new Set();

  async getQueueUrl({ QueueName }: { readonly QueueName: string }) {
    return { QueueUrl: urlOf(QueueName) };
  }

  /** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
  async changeMessageVisibility(input: {
    readonly QueueUrl: string;
    readonly ReceiptHandle: string;
    readonly VisibilityTimeout: number;
  }): Promise<void> {
    const { QueueUrl, ReceiptHandle, VisibilityTimeout } = input;
    if (!QueueUrl.startsWith(urlOf(""))) throw named("QueueDoesNotExist");
    if (!this.inFlight.has(ReceiptHandle)) throw named("ReceiptHandleIsInvalid");
    if (!Number.isInteger(VisibilityTimeout) || VisibilityTimeout < 0 || VisibilityTimeout > 43_200)
      throw named("InvalidParameterValue");
    this.hidden.set(ReceiptHandle, VisibilityTimeout * 1000);
  }
}

function urlOf(queue: string): string {
  return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${queue}`;
}

function named(name: string): Error {
  return Object.assign(new Error(`SQS answered ${name}.`), { name });
}
