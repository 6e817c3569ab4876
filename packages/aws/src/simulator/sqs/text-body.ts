import { Buffer, isUtf8 } from "node:buffer";
import { invalid } from "./refusals.js";

/** A body as text, which is all that a service carries. @throws OnefnError ONEFN_MESSAGE_INVALID for other bytes. */
export function textBody(place: string, body: string | Uint8Array, service: "SQS" | "SNS"): string {
  if (typeof body === "string") return body;
  if (isUtf8(body)) return Buffer.from(body).toString("utf8");
  throw invalid(place, `its body is not UTF-8, and ${service} carries only text. Send it as base64`);
}
