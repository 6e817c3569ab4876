import { z } from "zod";

/** Header names may be of any case; their values are single strings. */
const headers = z.record(z.string(), z.string());
const multiHeaders = z.record(z.string(), z.array(z.string()));
const status = z.int().min(200).max(599);

/** A body is text or base64 and says which. */
const body = { body: z.string(), isBase64Encoded: z.boolean() };

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const v2 = z.strictObject({ statusCode: status, headers, cookies: z.array(z.string()).optional(), ...body });

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
const v1 = z.strictObject({
  statusCode: status,
  headers: headers.optional(),
  multiValueHeaders: multiHeaders.optional(),
  ...body,
});

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
const alb = z.strictObject({
  statusCode: status,
  statusDescription: z.string().optional(),
  headers,
  ...body,
});
const albMultiValue = z.strictObject({
  statusCode: status,
  statusDescription: z.string().optional(),
  multiValueHeaders: multiHeaders,
  ...body,
});

/** @see https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html#respond-to-service */
const lattice = z.strictObject({
  statusCode: status,
  statusDescription: z.string().optional(),
  headers,
  ...body,
});

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html */
const edge = z.strictObject({
  status: z.string().regex(/^[2-5]\d\d$/),
  statusDescription: z.string().optional(),
  headers: z.record(
    z.string().regex(/^[^A-Z]+$/),
    z.array(z.strictObject({ key: z.string().optional(), value: z.string() })),
  ),
  body: z.string().optional(),
  bodyEncoding: z.enum(["text", "base64"]).optional(),
});

/** What goes ahead of a streamed body: a result without one. */
const preludeV2 = v2.omit({ body: true, isBase64Encoded: true });
const preludeV1 = v1
  .omit({ body: true, isBase64Encoded: true })
  .extend({ cookies: z.array(z.string()).optional() });

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
const batch = z.strictObject({
  batchItemFailures: z.array(z.strictObject({ itemIdentifier: z.string().min(1) })),
});

/** What AWS documents of results, by wire. */
export const awsResults: Readonly<Record<string, z.ZodType>> = {
  "aws/api-gateway-v2": v2,
  "aws/function-url": v2,
  "aws/api-gateway-v1": v1,
  alb,
  "aws/alb-multi-value": albMultiValue,
  "aws/vpc-lattice-v1": lattice,
  "aws/vpc-lattice-v2": lattice,
  "aws/edge-viewer-request": edge,
  "aws/edge-origin-request": edge,
  "aws/function-url-stream": preludeV2,
  "aws/api-gateway-v1-stream": preludeV1,
  "aws/sqs": batch,
  "aws/sqs-fifo": batch,
};
