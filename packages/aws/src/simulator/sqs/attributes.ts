import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { AttributeValue } from "onefn/provider";

/** A message attribute in an SQS event. */
export interface SqsAttribute {
  readonly stringValue?: string;
  /** Base64. */
  readonly binaryValue?: string;
  readonly stringListValues: readonly string[];
  readonly binaryListValues: readonly string[];
  readonly dataType: "String" | "Number" | "Binary";
}

/** SQS has strings, numbers and bytes; a boolean is sent as text. */
export function sqsAttribute(value: AttributeValue): SqsAttribute {
  const lists = { stringListValues: [], binaryListValues: [] };
  if (value instanceof Uint8Array) {
    return { binaryValue: Buffer.from(value).toString("base64"), ...lists, dataType: "Binary" };
  }
  return { stringValue: String(value), ...lists, dataType: typeof value === "number" ? "Number" : "String" };
}

/** The MD5 that SQS returns for a text. */
export function md5(text: string): string {
  return createHash("md5").update(text, "utf8").digest("hex");
}

/**
 * The MD5 of a message's attributes, in the order of their names, with the length of each part in front.
 * @see
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: Readonly<Record<string, SqsAttribute>>): string {
  const hash = createHash("md5");
  const part = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of Object.keys(attributes).sort()) {
    const attribute = attributes[name] as SqsAttribute;
    part(Buffer.from(name));
    part(Buffer.from(attribute.dataType));
    const binary = attribute.dataType === "Binary";
    hash.update(Buffer.from([binary ? 2 : 1]));
    part(
      binary ? Buffer.from(attribute.binaryValue ?? "", "base64") : Buffer.from(attribute.stringValue ?? ""),
    );
  }
  return hash.digest("hex");
}
