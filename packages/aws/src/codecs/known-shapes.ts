import { asRecord } from "../native.js";

/** Members that only the events of one service have. Names joined by `+` tell a service only together. */
const OF_OTHERS = shapes(
  "Records requestContext awslogs detail-type alarmData triggerSource identityPoolId methodArn routeArn raw_path " +
    "invocationSchemaVersion ResponseURL deliveryStreamArn external_function protocolData+protocols certificateId+templateArn serverId+username",
);

/** The same for services that call a function and read its answer: a task takes such an event as its input. */
const OF_CALLS = shapes(
  "invocationId invokingEvent invocationSource+bot actionGroup userRequest widgetContext CodePipeline.job " +
    "responsePayload LogicalResourceId LifecycleEventHookExecutionId Step+SecretId Details+Name info+stash " +
    "deviceEvent+deviceInfo",
);

function shapes(words: string): readonly (readonly string[])[] {
  return words.split(" ").map((shape) => shape.split("+"));
}

/** The sources of records, as event source mappings name them. */
const EVENT_SOURCE = /^aws:|^SelfManagedKafka$/;

/**
 * Whether an event has the shape of a service's event. It is then never the payload of a schedule, even in an entry that
 * has no codec for it. A list comes from a pipe or a batch resolver, and is known by its first entry.
 */
export function isKnownShape(native: unknown): boolean {
  return isOthersShape(native) || has(OF_CALLS, native);
}

/** Whether an event has the shape of a service's event that no task takes. */
export function isOthersShape(native: unknown): boolean {
  return EVENT_SOURCE.test(String(first(native).eventSource)) || has(OF_OTHERS, native);
}

function has(shapes: readonly (readonly string[])[], native: unknown): boolean {
  const event = first(native);
  return shapes.some((names) => names.every((name) => Object.hasOwn(event, name)));
}

function first(native: unknown): Readonly<Record<string, unknown>> {
  return asRecord(Array.isArray(native) ? native[0] : native);
}
