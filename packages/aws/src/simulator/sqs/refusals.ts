import { Buffer } from "node:buffer";
import { OnefnError } from "onefn/provider";
import type { SqsAttribute } from "./attributes.js";

/** The parts of a message that SQS checks. */
export interface SentMessage {
  readonly body: string;
  readonly attributes: Readonly<Record<string, SqsAttribute>>;
  readonly group: string | undefined;
  readonly deduplicationId: string;
}

/** The maximum size in bytes of the body and all attributes' names, types and values. Exactly 1 MiB is allowed. */
const MESSAGE_LIMIT = 1024 * 1024;
const ATTRIBUTE_LIMIT = 10;

/** The characters that an XML document can contain. */
const TEXT = /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
/** Words of letters, digits, `_` and `-` with single periods between them. */
const NAME = /^(?!(?:aws|amazon)\.)(?=.{1,256}$)[\w-]+(?:\.[\w-]+)*$/i;
/** Letters, digits and punctuation: all visible ASCII characters. */
const ID = /^[\x21-\x7e]{1,128}$/;

/**
 * Refuses what SQS refuses.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export function refuse(place: string, message: SentMessage): void {
  const reason = reasonAgainst(message);
  if (reason !== undefined) throw invalid(place, reason);
}

/** The error for a message that SQS refuses. */
export function invalid(place: string, reason: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/aws] ${place}: ${reason}.`);
}

function reasonAgainst({ body, attributes, group, deduplicationId }: SentMessage): string | undefined {
  const entries = Object.entries(attributes);
  if (body === "") return "its body is empty, which SQS refuses. Send at least one character";
  if (!TEXT.test(body)) return "its body has a character that SQS refuses. Send it as base64";
  if (entries.length > ATTRIBUTE_LIMIT) {
    return `it has ${entries.length} attributes, but SQS accepts ${ATTRIBUTE_LIMIT}. Send fewer`;
  }
  for (const [name, attribute] of entries) {
    const reason = reasonAgainstAttribute(name, attribute);
    if (reason !== undefined) return reason;
  }
  if (group !== undefined && !ID.test(group)) return `its key is not a valid group id. ${ID_RULE}`;
  if (!ID.test(deduplicationId)) return `its MessageDeduplicationId is invalid. ${ID_RULE}`;
  const size = sizeOf(body, entries);
  if (size <= MESSAGE_LIMIT) return undefined;
  return (
    `it has ${size} bytes with its attributes' names, types and values, but SQS accepts ${MESSAGE_LIMIT}. ` +
    "Send a link to an object store"
  );
}

const ID_RULE = "Use 1 to 128 letters, digits and punctuation marks of ASCII, without spaces";

function reasonAgainstAttribute(name: string, attribute: SqsAttribute): string | undefined {
  const { dataType, stringValue = "", binaryValue = "" } = attribute;
  if (!NAME.test(name)) {
    return (
      "one of its attributes has a name that SQS refuses. Use up to 256 letters, digits, _, - and single periods " +
      'inside, and do not begin with "AWS." or "Amazon."'
    );
  }
  if (!stringValue && !binaryValue) {
    return "one of its attributes is empty, which SQS refuses. Leave it out";
  }
  if (dataType === "Number" && !isInRange(Number(stringValue))) {
    return (
      "one of its attributes is not a number that SQS accepts: 0, or one between 10^-128 and 10^126. " +
      "Send it as text"
    );
  }
  if (TEXT.test(stringValue)) return undefined;
  return "one of its attributes has a character that SQS refuses. Send it as bytes";
}

/** False for NaN. A JavaScript number has fewer than the 38 digits that SQS accepts. */
function isInRange(number: number): boolean {
  const size = Math.abs(number);
  return size === 0 || (size >= 1e-128 && size <= 1e126);
}

function sizeOf(body: string, attributes: readonly (readonly [string, SqsAttribute])[]): number {
  const sizes = attributes.map(
    ([name, { dataType, stringValue = "", binaryValue = "" }]) =>
      Buffer.byteLength(name) +
      Buffer.byteLength(dataType) +
      Buffer.byteLength(stringValue) +
      Buffer.byteLength(binaryValue, "base64"),
  );
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(body));
}
