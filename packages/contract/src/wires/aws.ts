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

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
const batch = z.strictObject({
  batchItemFailures: z.array(z.strictObject({ itemIdentifier: z.string().min(1) })),
});

/** What AWS documents of results, by wire. */
export const awsResults: Readonly<Record<string, z.ZodType>> = {
  "api-gateway-v2": v2,
  "function-url": v2,
  "api-gateway-v1": v1,
  alb,
  "alb-multi-value": albMultiValue,
  sqs: batch,
  "sqs-fifo": batch,
};
