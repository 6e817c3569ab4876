/**
 * The context that Lambda passes to a handler, as far as onefn reads it.
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
