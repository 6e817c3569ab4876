import { type CloudEventSource, failTogether, type RecordCodec } from "onefn/provider";
import { asRecord, firstOf, type LambdaContext } from "../native.js";
import { timeIn } from "./time.js";
import { undecodable } from "./undecodable.js";

/**
 * Mails that a receipt rule of Amazon SES hands to the function.
 * @see https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html
 */
export interface SesEvent {
  readonly Records: readonly (SesRecord | null)[];
}

/** A received mail: its head, and what SES says about it. SES does not send the body. */
export interface SesRecord {
  readonly eventSource?: string | undefined;
  readonly ses?: { readonly mail?: SesMail | undefined; readonly receipt?: unknown } | undefined;
}

interface SesMail {
  /** SES's own id, by which the mail is stored in S3. It is not the header Message-ID. */
  readonly messageId?: string | undefined;
  readonly timestamp?: string | undefined;
}

/** What a rule does after a function that it waits for. */
interface SesResult {
  readonly disposition: "CONTINUE";
}

class SesSource implements CloudEventSource {
  readonly record: SesRecord;
  readonly mail: SesMail;
  readonly id: string;

  constructor(record: SesRecord | null) {
    const { mail } = record?.ses ?? {};
    if (!record || typeof mail?.messageId !== "string") {
      throw undecodable("the record has no mail, or the mail has no id");
    }
    this.record = record;
    this.mail = mail;
    this.id = mail.messageId;
  }

  source(): string {
    return "aws:ses";
  }
  type(): string {
    return "com.amazonaws.ses.received";
  }
  time(): Date | undefined {
    return timeIn(this.mail.timestamp);
  }
  data(): unknown {
    return this.record.ses;
  }
  contentType(): string {
    return "application/json";
  }
}

/**
 * Receipt rules of Amazon SES whose action is the function.
 * @see https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda.html
 */
export const ses: RecordCodec<SesEvent, SesRecord | null, SesResult, LambdaContext> = {
  trigger: "ses",
  matches: (native) => Array.isArray(asRecord(native).Records) && firstOf(native).eventSource === "aws:ses",
  records: ({ Records }) => Records,
  readings: [{ kind: "event", origin: () => "aws:ses", decode: (record) => new SesSource(record) }],
  // A rule that does not wait for the function ignores the result, and Lambda repeats a failed invocation.
  settle(settled) {
    failTogether(settled);
    return { disposition: "CONTINUE" };
  },
};
