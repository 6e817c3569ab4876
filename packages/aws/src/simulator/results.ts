import { type DocumentedResult, schema } from "onefn/simulator";

const { array, boolean, integer, literal, object, optional, record, string } = schema;

/** Header names may have any case; their values are single strings. */
const headers = record(string());
const multiHeaders = record(array(string()));
const status = integer(200, 599);

/** A body is text or base64 and says which. */
const body = { body: string(), isBase64Encoded: boolean() };
const ok = { statusCode: 200, headers: {}, body: "", isBase64Encoded: false };

const v2Head = { statusCode: status, headers, cookies: optional(array(string())) };

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export const v2Result: DocumentedResult = {
  schema: object({ ...v2Head, ...body }),
  wrong: [
    { ...ok, statusCode: "200" },
    { ...ok, headers: { a: ["1", "2"] } },
    { ...ok, multiValueHeaders: {} },
    { ...ok, cookies: "a=1" },
    { ...ok, isBase64Encoded: undefined },
  ],
};

/** The prelude of a streamed body: a result without one. */
export const v2Prelude: DocumentedResult = {
  schema: object(v2Head),
  wrong: [ok, { statusCode: 200, headers: { a: 1 } }, null],
};

const v1Head = {
  statusCode: status,
  headers: optional(headers),
  multiValueHeaders: optional(multiHeaders),
};

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export const v1Result: DocumentedResult = {
  schema: object({ ...v1Head, ...body }),
  wrong: [
    { ...ok, statusCode: 199 },
    { ...ok, multiValueHeaders: { a: "1" } },
    { ...ok, cookies: [] },
    { ...ok, body: null },
  ],
};

/** See {@link v2Prelude}. */
export const v1Prelude: DocumentedResult = {
  schema: object({ ...v1Head, cookies: optional(array(string())) }),
  wrong: [ok, { statusCode: 600 }, { statusCode: 200, multiValueHeaders: { a: "1" } }],
};

const described = { statusCode: status, statusDescription: optional(string()), ...body };

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
export const albResult: DocumentedResult = {
  schema: object({ ...described, headers }),
  wrong: [
    { ...ok, headers: undefined, multiValueHeaders: {} },
    { ...ok, cookies: [] },
    { ...ok, statusDescription: 200 },
  ],
};

/** The same for a target group with multi-value headers. */
export const albMultiValueResult: DocumentedResult = {
  schema: object({ ...described, multiValueHeaders: multiHeaders }),
  wrong: [ok, { ...ok, headers: undefined, multiValueHeaders: { a: "1" } }],
};

/** @see https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html#respond-to-service */
export const latticeResult: DocumentedResult = {
  schema: object({ ...described, headers }),
  wrong: [
    { ...ok, headers: { a: ["1"] } },
    { ...ok, multiValueHeaders: {} },
    { ...ok, isBase64Encoded: "false" },
  ],
};

const edgeHeader = object({ key: optional(string()), value: string() });

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html */
export const edgeResult: DocumentedResult = {
  schema: object({
    status: string(/^[2-5]\d\d$/),
    statusDescription: optional(string()),
    headers: record(array(edgeHeader), /^[^A-Z]+$/),
    body: optional(string()),
    bodyEncoding: optional(literal("text", "base64")),
  }),
  wrong: [
    { status: 200, headers: {} },
    { status: "200", headers: { "Content-Type": [{ value: "text/plain" }] } },
    { status: "200", headers: { "content-type": "text/plain" } },
    { status: "200", headers: {}, bodyEncoding: "utf8" },
  ],
};

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export const batchResult: DocumentedResult = {
  schema: object({ batchItemFailures: array(object({ itemIdentifier: string(/./) })) }),
  wrong: [
    null,
    {},
    { batchItemFailures: [{ itemIdentifier: "" }] },
    { batchItemFailures: [{ id: "1" }] },
    { batchItemFailures: ["1"] },
  ],
};

/**
 * @param digits the most digits of a sequence number.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export function shardResult(digits: number): DocumentedResult {
  const itemIdentifier = string(new RegExp(`^\\d{1,${digits}}$`));
  return {
    schema: object({ batchItemFailures: array(object({ itemIdentifier })) }),
    wrong: [
      null,
      {},
      { batchItemFailures: [{ itemIdentifier: "" }] },
      { batchItemFailures: [{ itemIdentifier: "c4ca" }] },
    ],
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html */
export const kafkaResult: DocumentedResult = {
  schema: object({
    batchItemFailures: array(
      object({
        itemIdentifier: object({ partition: string(/./), offset: integer(0, Number.MAX_SAFE_INTEGER) }),
      }),
    ),
  }),
  wrong: [
    null,
    {},
    { batchItemFailures: [{ itemIdentifier: "orders-0:3" }] },
    { batchItemFailures: [{ itemIdentifier: { partition: 0, offset: 3 } }] },
    { batchItemFailures: [{ itemIdentifier: { partition: "orders-0", offset: "3" } }] },
    { batchItemFailures: [{ itemIdentifier: { topic: "orders", partition: "orders-0", offset: 3 } }] },
  ],
};
