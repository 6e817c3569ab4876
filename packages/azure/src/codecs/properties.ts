import { type AttributeValue, parseTraceparent, type Trace } from "onefn/provider";

type Properties = Readonly<Record<string, unknown>>;

/**
 * The sender's properties: plain values, bytes, and times as text. In what the host sends as JSON, bytes are base64. Other
 * objects are left out.
 */
export function attributesOf(properties: Properties): Readonly<Record<string, AttributeValue>> {
  const attributes: Record<string, AttributeValue> = Object.create(null);
  for (const [name, value] of Object.entries(properties)) {
    const attribute = attributeOf(value);
    if (attribute !== undefined) attributes[name] = attribute;
  }
  return attributes;
}

function attributeOf(value: unknown): AttributeValue | undefined {
  if (Object(value) !== value) return value === null ? undefined : (value as AttributeValue | undefined);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  // A message that the function settles has AMQP's times. For others, the host writes them as text.
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
}

/** The sender's trace, by the property of today or that of Azure's older SDKs. */
export function traceOf(properties: Properties): Trace | undefined {
  // The library writes the first letter of every name in lower case, of Diagnostic-Id too.
  const { traceparent, "diagnostic-Id": id, tracestate } = properties;
  return parseTraceparent(`${traceparent ?? id}`, `${tracestate ?? ""}`);
}
