import { Buffer } from "node:buffer";
import { createRecord } from "onefn/provider";

/** What HTTP itself, the sending client and proxies on the way write, Google's front end among them. */
const OF_THE_REQUEST =
  /^(?:accept|accept-charset|accept-encoding|accept-language|authorization|connection|content-encoding|content-length|content-type|expect|forwarded|host|keep-alive|te|traceparent|tracestate|trailer|transfer-encoding|upgrade|user-agent|via)$/;

/** Headers of Google's services, which senders may not set, and of proxies. */
const OF_SERVICES = /^(?:proxy|sec|x-(?:appengine|cloud-trace|cloudtasks|forwarded|goog|google|serverless))-/;

/** Google's services write this `From` into what they send. */
const OF_GOOGLE = "noreply@google.com";

/**
 * The headers that the sender of a message has set, where its attributes travel as headers: those that nobody else is
 * known to write. Their names have lost their capitals.
 */
export function sentHeaders(headers: Headers): Readonly<Record<string, string>> {
  const sent = createRecord<string>();
  for (const [name, value] of headers) {
    const isSent = !OF_THE_REQUEST.test(name) && !OF_SERVICES.test(name);
    if (isSent && !(name === "from" && value === OF_GOOGLE)) sent[name] = textOf(value);
  }
  return sent;
}

/** A header is bytes, which arrive as Latin-1. Google writes text as UTF-8. */
function textOf(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value) || /[\u0100-\uffff]/.test(value)) return value;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "latin1"));
  } catch {
    return value;
  }
}
