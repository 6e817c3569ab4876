import { randomUUID } from "node:crypto";
import { ACCOUNT, arn, FUNCTION_NAME, REGION } from "../account.js";

/** The versions of the payload of S3 Batch Operations. */
export type S3BatchVersion = "1.0" | "2.0";

/** A job of S3 Batch Operations. */
export interface S3BatchEventOptions<Version extends S3BatchVersion = S3BatchVersion> {
  /** Default: `uploads`. */
  readonly bucket?: string | undefined;
  /** The version of the payload. Only 2.0 has user arguments. Default: `2.0`. */
  readonly version?: Version | undefined;
  /** The arguments of the job. */
  readonly userArguments?: Readonly<Record<string, string>> | undefined;
}

/** What S3 Batch Operations sends, by the version. */
export interface S3BatchEvent<Version extends S3BatchVersion> {
  invocationSchemaVersion: Version;
  invocationId: string;
  job: { id: string } & (Version extends "1.0" ? unknown : { userArguments: Record<string, string> | null });
  tasks: ({ taskId: string; s3Key: string; s3VersionId: null } & (Version extends "1.0"
    ? { s3BucketArn: string }
    : { s3Bucket: string }))[];
}

/**
 * Builds what S3 Batch Operations invokes a function with, for objects by their keys. A manifest of version 1.0 has them
 * encoded.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html
 * @example
 * const event = s3Batch(["photos/a b.jpg"], { bucket: "uploads" });
 * @trigger s3-batch
 */
export function s3Batch<Version extends S3BatchVersion = "2.0">(
  keys: readonly string[],
  options?: S3BatchEventOptions<Version>,
): S3BatchEvent<NoInfer<Version>>;
export function s3Batch(
  keys: readonly string[],
  { bucket = "uploads", version = "2.0", userArguments }: S3BatchEventOptions = {},
): object {
  const isOld = version === "1.0";
  return {
    invocationSchemaVersion: version,
    invocationId: randomUUID(),
    job: { id: randomUUID(), ...(!isOld && { userArguments: userArguments ?? null }) },
    tasks: keys.map((key) => ({
      taskId: randomUUID(),
      s3Key: isOld ? encodeURIComponent(key).replaceAll("%20", "+") : key,
      s3VersionId: null,
      ...(isOld ? { s3BucketArn: `arn:aws:s3:::${bucket}` } : { s3Bucket: bucket }),
    })),
  };
}

/** A request of CloudFormation for a custom resource. */
export interface CustomResourceEventOptions {
  /** Where the answer is put. Default: an address that takes none. */
  readonly responseUrl?: string | undefined;
  /** Default: a new one for Update and Delete, none for Create. */
  readonly physicalResourceId?: string | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  /** Those before an update. */
  readonly oldProperties?: Readonly<Record<string, unknown>> | undefined;
}

/** What CloudFormation asks for. */
export type CustomResourceRequest = "Create" | "Update" | "Delete";

interface ResourceProperties {
  ServiceToken: string;
  [name: string]: unknown;
}

/** A request of CloudFormation. A resource has an id once it is there. */
export type CustomResourceEvent<Type extends CustomResourceRequest> = {
  RequestType: Type;
  ServiceToken: string;
  ResponseURL: string;
  StackId: string;
  RequestId: string;
  LogicalResourceId: string;
  ResourceType: string;
  ResourceProperties: ResourceProperties;
} & (Type extends "Create" ? { PhysicalResourceId?: string } : { PhysicalResourceId: string }) &
  (Type extends "Update" ? { OldResourceProperties: ResourceProperties } : unknown);

/**
 * Builds what CloudFormation invokes a function with, for a custom resource.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html
 * @example
 * const event = customResource("Create", { properties: { domain: "example.com" }, responseUrl });
 * @trigger custom-resource
 */
export function customResource<Type extends CustomResourceRequest>(
  type: Type,
  options?: CustomResourceEventOptions,
): CustomResourceEvent<Type>;
export function customResource(
  type: CustomResourceRequest,
  {
    responseUrl = "https://cloudformation-custom-resource-response.invalid/",
    physicalResourceId = type === "Create" ? undefined : randomUUID(),
    properties = {},
    oldProperties,
  }: CustomResourceEventOptions = {},
): object {
  const ServiceToken = arn("lambda", `function:${FUNCTION_NAME}`);
  return {
    RequestType: type,
    ServiceToken,
    ResponseURL: responseUrl,
    StackId: arn("cloudformation", `stack/simulated/${randomUUID()}`),
    RequestId: randomUUID(),
    LogicalResourceId: "Simulated",
    ...(physicalResourceId !== undefined && { PhysicalResourceId: physicalResourceId }),
    ResourceType: "Custom::Simulated",
    ResourceProperties: { ServiceToken, ...properties },
    ...(type === "Update" && { OldResourceProperties: { ServiceToken, ...oldProperties } }),
  };
}

/** The end of an asynchronous invocation. */
export interface DestinationEventOptions {
  /** What the function returned. */
  readonly response?: unknown;
  /** Why it failed. Default: it succeeded. */
  readonly error?: { readonly name: string; readonly message: string } | undefined;
}

/**
 * Builds the record of an asynchronous invocation, which Lambda sends to another function as its destination.
 *
 * @param request the event of that invocation.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * const event = destination({ sku: "tea" }, { error: { name: "OutOfStock", message: "There is no tea." } });
 * @trigger destination
 */
export function destination(request: unknown, { response = null, error }: DestinationEventOptions = {}) {
  return {
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${FUNCTION_NAME}:$LATEST`,
      condition: error ? "RetriesExhausted" : "Success",
      approximateInvokeCount: error ? 3 : 1,
    },
    requestPayload: request,
    responseContext: {
      statusCode: 200,
      executedVersion: "$LATEST",
      ...(error && { functionError: "Unhandled" }),
    },
    responsePayload: error ? { errorType: error.name, errorMessage: error.message } : response,
  };
}
