import { type AttributeValue, parseTraceparent, type Trace } from "onefn/provider";

type Properties = Readonly<Record<string, unknown>>;

/** The sender's properties that are plain values or bytes. What the host sends as JSON has its bytes as base64 text. */
export function attributesOf(properties: Properties): Readonly<Record<string, AttributeValue>> {
  const attributes: Record<string, AttributeValue> = Object.create(null);
  for (const [name, value] of Object.entries(properties)) {
    if (value instanceof Uint8Array) attributes[name] = new Uint8Array(value);
    else if (Object(value) !== value && value !== null) attributes[name] = value as AttributeValue;
  }
  return attributes;
}

/** The sender's trace, by the property of today or that of Azure's older SDKs. */
export function traceOf(properties: Properties): Trace | undefined {
  // The library writes the first letter of every name in lower case, of Diagnostic-Id too.
  const { traceparent, "diagnostic-Id": id, tracestate } = properties;
  return parseTraceparent(`${traceparent ?? id}`, `${tracestate ?? ""}`);
}
