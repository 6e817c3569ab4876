import { type AttributeValue, exactNumber } from "onefn/provider";

/**
 * An attribute's value by its type's name. `Number.unix-seconds` and its like are the sender's labels behind the three
 * types that SQS and SNS know; `String.Array` is SNS's, and stays the JSON text that it is.
 */
export function typedValue(type: string, value: unknown): AttributeValue | undefined {
  if (typeof value !== "string") return undefined;
  if (type.startsWith("Binary")) return new Uint8Array(Buffer.from(value, "base64"));
  return type.startsWith("Number") ? exactNumber(value) : value;
}

const CONTENT_TYPE = /^content[-_]?type$/i;

/** The content type among a sender's attributes, whatever the spelling of its name. */
export function contentTypeIn<Attribute>(
  attributes: Readonly<Record<string, Attribute>> | null | undefined,
  textOf: (attribute: Attribute) => unknown,
): string | undefined {
  for (const name in attributes) {
    if (!CONTENT_TYPE.test(name)) continue;
    const text = textOf(attributes[name] as Attribute);
    return typeof text === "string" ? text : undefined;
  }
  return undefined;
}

/** A map of attributes without a prototype, so that an attribute may have any name. What has no value is left out. */
export function attributesFrom<Attribute>(
  attributes: Readonly<Record<string, Attribute>> | null | undefined,
  read: (attribute: Attribute) => AttributeValue | undefined,
): Readonly<Record<string, AttributeValue>> {
  const typed: Record<string, AttributeValue> = Object.create(null);
  for (const [name, attribute] of Object.entries(attributes ?? {})) {
    const value = read(attribute);
    if (value !== undefined) typed[name] = value;
  }
  return typed;
}
