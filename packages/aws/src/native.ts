/**
 * The part that onefn reads of the context that Lambda passes to a handler.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export interface LambdaContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly xRayTraceId?: string | undefined;
  readonly tenantId?: string | undefined;
  callbackWaitsForEmptyEventLoop?: boolean;
  getRemainingTimeInMillis(): number;
}

/** Headers and query values as Lambda's JSON carries them. */
export type StringMap = Readonly<Record<string, string | undefined>>;
export type MultiStringMap = Readonly<Record<string, readonly string[] | undefined>>;

/** Narrows an unknown event to an object whose members can be read. */
export function asRecord(native: unknown): Readonly<Record<string, unknown>> {
  return typeof native === "object" && native !== null ? (native as Record<string, unknown>) : NOTHING;
}

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null));

/** A batch. EventBridge Pipes delivers its records as a bare list. */
export type Batch<Rec> = { readonly Records: readonly Rec[] } | readonly Rec[];

/** The records of a batch. */
export function recordsIn<Rec>(batch: Batch<Rec>): readonly Rec[] {
  return "Records" in batch ? batch.Records : batch;
}

/** The first record of an event that may be a batch. */
export function firstOf(native: unknown): Readonly<Record<string, unknown>> {
  const records = Array.isArray(native) ? native : asRecord(native).Records;
  return asRecord(Array.isArray(records) ? records[0] : undefined);
}
