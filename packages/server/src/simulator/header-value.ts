import { Buffer } from "node:buffer";

/** A text as the value of a header: clients write each character as one byte, and Google's write UTF-8. */
export function headerValue(text: string): string {
  return Buffer.from(text).toString("latin1");
}
