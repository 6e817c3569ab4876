import type { Call } from "onefn/provider";

/**
 * The part of `SQS` of `@aws-sdk/client-sqs` that `retry({ after })` needs.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/sqs/
 */
export interface VisibilityClient {
  getQueueUrl(input: {
    readonly QueueName: string;
    readonly QueueOwnerAWSAccountId: string;
  }): Promise<{ readonly QueueUrl?: string | undefined }>;
  changeMessageVisibility(input: {
    readonly QueueUrl: string;
    readonly ReceiptHandle: string;
    readonly VisibilityTimeout: number;
  }): Promise<unknown>;
}

/** What a delay needs to know of the messages of one queue. */
export interface Delay {
  readonly queueArn: string;
  readonly receiptHandles: readonly string[];
  /** Seconds. */
  readonly after: number;
}

/**
 * SQS hides a message for at most 12 hours, counted from when Lambda received it. Lambda may have held it for five
 * minutes of a batching window, and the function may have run for fifteen.
 */
const LONGEST = 12 * 60 * 60 - 20 * 60;

/**
 * Hides messages from now on for some seconds. If SQS refuses, the messages come again after the queue's visibility
 * timeout, and the log says so once for each invocation.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
export async function hide(client: VisibilityClient, delay: Delay, call: Call): Promise<void> {
  const { queueArn, receiptHandles, after } = delay;
  if (after > LONGEST)
    warn(
      call,
      `retry({ after: ${after} }) is longer than SQS can hide a message; it waits for ${LONGEST} seconds.`,
    );
  // SQS takes whole seconds, and `after` is the least that a message waits.
  const VisibilityTimeout = Math.min(Math.ceil(after), LONGEST);
  try {
    const QueueUrl = await urlOf(client, queueArn);
    // All of them, even if one fails: Lambda freezes the process once it has its answer.
    const changes = await Promise.allSettled(
      receiptHandles.map((ReceiptHandle) =>
        client.changeMessageVisibility({ QueueUrl, ReceiptHandle, VisibilityTimeout }),
      ),
    );
    const refused = changes.find((change) => change.status === "rejected");
    if (refused) throw refused.reason;
  } catch (error) {
    warn(
      call,
      "SQS did not change a message's visibility, so it comes again after the queue's visibility timeout. Allow the " +
        "function sqs:GetQueueUrl and sqs:ChangeMessageVisibility on the queue.",
      error,
    );
  }
}

const urls = new WeakMap<VisibilityClient, Map<string, Promise<string>>>();

/** A queue's URL, asked for once: an ARN does not tell the domain of its partition, or of a local queue. */
function urlOf(client: VisibilityClient, arn: string): Promise<string> {
  const known = urls.get(client) ?? new Map<string, Promise<string>>();
  urls.set(client, known);
  const url = known.get(arn) ?? askForUrl(client, arn);
  known.set(arn, url);
  url.catch(() => known.delete(arn));
  return url;
}

async function askForUrl(client: VisibilityClient, arn: string): Promise<string> {
  const [QueueOwnerAWSAccountId = "", QueueName = ""] = arn.split(":").slice(4);
  const { QueueUrl } = await client.getQueueUrl({ QueueName, QueueOwnerAWSAccountId });
  if (QueueUrl) return QueueUrl;
  throw new Error("SQS knows no such queue.");
}

/** The invocations whose log has the line. */
const warned = new WeakSet<Call>();

function warn(call: Call, message: string, error?: unknown): void {
  if (warned.has(call)) return;
  warned.add(call);
  call.log("warn", `[onefn/aws] ${message}`, {
    code: "ONEFN_NO_DELAY",
    ...(error !== undefined && { error }),
  });
}
