import { type Call, lateness, OnefnError, type RecordCodec, type ScheduleSource } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { answerWarmUp } from "../warm-up.js";
import { isKnownShape } from "./known-shapes.js";
import { scheduleNames } from "./schedule-names.js";
import { settleTogether } from "./settle-together.js";
import { timeIn } from "./time.js";

/** What EventBridge Scheduler fills in, where the input has its keyword. */
type Keyword = "schedule-arn" | "scheduled-time" | "execution-id";

/**
 * The value of a keyword: the member of its name, such as `"scheduled-time": "<aws.scheduler.scheduled-time>"`. Names in
 * camel case and snake case are read too.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
function filledIn(payload: unknown, keyword: Keyword): string {
  const members = asRecord(payload);
  const camel = keyword.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  for (const name of [keyword, camel, keyword.replaceAll("-", "_")]) {
    const value = Object.hasOwn(members, name) ? members[name] : undefined;
    // A test by hand sends the keyword as it is.
    if (typeof value === "string" && value !== "" && !value.startsWith("<")) return value;
  }
  return "";
}

/** The ARN of the schedule, or of the rule whose transformer wrote it; an empty string if the payload has none. */
function arnIn(payload: unknown): string {
  const arn = filledIn(payload, "schedule-arn");
  return scheduleNames(arn).length > 0 ? arn : "";
}

/** A time with its zone. */
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;

class PayloadSource implements ScheduleSource {
  readonly record: unknown;
  readonly id: string;
  readonly call: Call<unknown, LambdaContext | undefined>;

  constructor(payload: unknown, call: Call<unknown, LambdaContext | undefined>) {
    const arn = arnIn(payload);
    const time = filledIn(payload, "scheduled-time");
    this.record = payload;
    this.call = call;
    // Scheduler may deliver a run twice. Lambda keeps the id of a request when it repeats one.
    this.id =
      arn && time
        ? `${arn}@${time}`
        : filledIn(payload, "execution-id") || (call.nativeContext?.awsRequestId ?? "");
  }

  source(): string {
    return arnIn(this.record) || (this.call.nativeContext?.invokedFunctionArn ?? "");
  }
  type(): string {
    return "com.amazonaws.lambda.payload";
  }
  subject(): string | undefined {
    return scheduleNames(arnIn(this.record)).at(-1);
  }
  data(): unknown {
    return this.record;
  }
  scheduledAt(): Date | undefined {
    const written = filledIn(this.record, "scheduled-time");
    return TIME.test(written) ? timeIn(written) : undefined;
  }
  late(): number | undefined {
    const at = this.scheduledAt();
    return at && lateness(at, this.call);
  }
  cron(): undefined {
    return undefined;
  }
}

/**
 * The ARN of a payload's schedule, by which one of several functions is chosen. A single function takes any payload.
 *
 * @throws OnefnError ONEFN_UNKNOWN_EVENT if the payload does not name its schedule.
 */
function scheduleOf(payload: unknown): string {
  const arn = arnIn(payload);
  if (arn !== "") return arn;
  throw new OnefnError(
    "ONEFN_UNKNOWN_EVENT",
    "[onefn/aws] An event that no codec knows reached several schedule functions, and does not name its schedule. " +
      'Add "schedule-arn": "<aws.scheduler.schedule-arn>" to the schedule\'s input, or deploy the functions separately.',
  );
}

/**
 * The input of a schedule or a rule, which is whatever JSON it was configured with. An event of another service's shape is
 * not taken for an input, and neither is a ping that keeps the function warm.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html
 */
export const payload: RecordCodec<unknown, unknown, null, LambdaContext> = {
  trigger: "payload",
  shapeless: true,
  matches: (native) => !isKnownShape(native) && !answerWarmUp(native),
  records: (native) => [native],
  readings: [
    {
      kind: "schedule",
      byName: true,
      origin: scheduleOf,
      names: scheduleNames,
      decode: (native, _, call) => new PayloadSource(native, call),
    },
  ],
  settle: settleTogether,
};
