import { OnefnError } from "onefn/provider";
import { asRecord } from "../native.js";
import type { AwsOptions } from "../options.js";

/** An object in S3 that holds the payload of a message. */
export interface PayloadPlace {
  readonly bucket: string;
  readonly key: string;
}

/** The attributes that mark such a message, the older one last. */
interface Marks {
  readonly ExtendedPayloadSize?: unknown;
  readonly SQSLargePayloadSize?: unknown;
}

/** The classes by whose names AWS's clients begin a pointer, the older one last. */
const CLASSES = [
  "software.amazon.payloadoffloading.PayloadS3Pointer",
  "com.amazon.sqs.javamessaging.MessageS3Pointer",
];

/**
 * Fetches the payload of a message that one of AWS's extended client libraries, or a library like them, has put into S3;
 * undefined if the message holds its body. A message that only points to its payload never reaches a handler as if the
 * pointer were the body.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-managing-large-messages.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html
 */
export function loadPayload(
  attributes: Marks | null | undefined,
  body: unknown,
  { payload }: AwsOptions,
): Promise<string | Uint8Array> | undefined {
  const mark = attributes?.ExtendedPayloadSize ?? attributes?.SQSLargePayloadSize;
  const pointer = mark === undefined ? undefined : pointerIn(body);
  return pointer && fetchPayload(pointer, payload);
}

type Pointer = Partial<PayloadPlace>;

/**
 * AWS's clients write the name of a class and the place, in a list. The clients of others, for .NET, Python and Node,
 * write the place alone, or the name of their own class.
 */
function pointerIn(body: unknown): Pointer | undefined {
  if (typeof body !== "string") return undefined;
  let written: unknown;
  try {
    written = JSON.parse(body);
  } catch {
    return undefined;
  }
  const [name, place] = Array.isArray(written) ? written : [undefined, written];
  const { s3BucketName: bucket, s3Key: key } = asRecord(place);
  if (typeof bucket === "string" && typeof key === "string") return { bucket, key };
  return CLASSES.includes(name) ? {} : undefined;
}

async function fetchPayload(
  { bucket, key }: Pointer,
  payload: AwsOptions["payload"],
): Promise<string | Uint8Array> {
  if (bucket === undefined || key === undefined) {
    throw missing("the message points to a payload in S3, but to no object. Check what sends to the queue.");
  }
  if (!payload) {
    throw missing(
      "the message only points to its payload in S3. Set the option `payload` of adapt to fetch it.",
    );
  }
  try {
    return await payload({ bucket, key });
  } catch (cause) {
    throw missing("the option `payload` could not fetch the message's payload from S3.", cause);
  }
}

function missing(message: string, cause?: unknown): OnefnError {
  return new OnefnError("ONEFN_PAYLOAD_MISSING", message, cause === undefined ? undefined : { cause });
}
