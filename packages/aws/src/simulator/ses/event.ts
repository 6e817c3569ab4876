import { randomBytes } from "node:crypto";
import { arn, FUNCTION_NAME } from "../account.js";

/** A mail in a few words. */
export interface MailWords {
  readonly from: string;
  readonly to: string | readonly string[];
  readonly subject?: string | undefined;
}

/** How SES received a mail. */
export interface SesEventOptions {
  /** Whether the rule waits for the function. Default: `Event`, it does not. */
  readonly invocationType?: "Event" | "RequestResponse" | undefined;
  /** Default: now. */
  readonly time?: Date | undefined;
}

const PASS = { status: "PASS" as const };

/**
 * Builds the event of a mail that a receipt rule of SES hands to the function.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html
 * @example
 * const event = ses({ from: "anna@example.com", to: "orders@example.org", subject: "My order" });
 * @trigger ses
 */
export function ses(
  { from, to, subject = "" }: MailWords,
  { invocationType = "Event", time = new Date() }: SesEventOptions = {},
) {
  const recipients = [to].flat();
  const timestamp = time.toISOString();
  const headerId = `<${randomBytes(8).toString("hex")}@example.com>`;
  const head = { from: [from], to: recipients, subject };
  const mail = {
    timestamp,
    source: from,
    messageId: randomBytes(20).toString("hex"),
    destination: recipients,
    headersTruncated: false,
    headers: [
      { name: "From", value: from },
      { name: "To", value: recipients.join(", ") },
      { name: "Subject", value: subject },
      { name: "Message-ID", value: headerId },
    ],
    commonHeaders: { returnPath: from, ...head, messageId: headerId, date: time.toUTCString() },
  };
  const receipt = {
    timestamp,
    processingTimeMillis: 574,
    recipients,
    spamVerdict: PASS,
    virusVerdict: PASS,
    spfVerdict: PASS,
    dkimVerdict: PASS,
    dmarcVerdict: PASS,
    action: {
      type: "Lambda" as const,
      invocationType,
      functionArn: arn("lambda", `function:${FUNCTION_NAME}`),
    },
  };
  return { Records: [{ eventSource: "aws:ses", eventVersion: "1.0", ses: { mail, receipt } }] };
}
