import type { LambdaContext } from "../src/platform.js";

/** The smallest valid event of each wire. `over` replaces members. */
export const events = {
  apiGatewayV2: (over: object = {}, context: object = {}) => ({
    version: "2.0",
    rawPath: "/",
    rawQueryString: "",
    headers: { host: "api.example.com" },
    requestContext: {
      domainName: "id.execute-api.eu-central-1.amazonaws.com",
      http: { method: "GET", sourceIp: "203.0.113.7" },
      ...context,
    },
    isBase64Encoded: false,
    ...over,
  }),
  functionUrl: (over: object = {}, context: object = {}) =>
    events.apiGatewayV2(over, { domainName: "abc.lambda-url.eu-central-1.on.aws", ...context }),
  apiGatewayV1: (over: object = {}, context: object = {}) => ({
    resource: "/{proxy+}",
    path: "/",
    httpMethod: "GET",
    multiValueHeaders: { Host: ["api.example.com"] },
    requestContext: { stage: "prod", identity: { sourceIp: "203.0.113.7" }, ...context },
    body: null,
    isBase64Encoded: false,
    ...over,
  }),
  alb: (over: object = {}) => ({
    requestContext: {
      elb: { targetGroupArn: "arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/x/1" },
    },
    httpMethod: "GET",
    path: "/",
    queryStringParameters: {},
    headers: { host: "lb.example.com", "x-forwarded-for": "198.51.100.1, 203.0.113.7" },
    body: "",
    isBase64Encoded: false,
    ...over,
  }),
  vpcLatticeV1: (over: object = {}) => ({
    raw_path: "/",
    method: "GET",
    headers: { host: "service.example.com", "x-forwarded-for": "203.0.113.7" },
    query_string_parameters: {},
    body: "",
    is_base64_encoded: false,
    ...over,
  }),
  vpcLatticeV2: (over: object = {}, context: object = {}) => ({
    version: "2.0",
    path: "/",
    method: "GET",
    headers: { host: ["service.example.com"], "x-forwarded-for": ["203.0.113.7"] },
    requestContext: {
      serviceNetworkArn: "arn:aws:vpc-lattice:eu-central-1:1:servicenetwork/sn-1",
      ...context,
    },
    ...over,
  }),
  edge: (request: object = {}, eventType = "viewer-request", record: object = {}) => ({
    Records: [
      {
        cf: {
          config: { eventType, distributionDomainName: "d1.cloudfront.net" },
          request: {
            method: "GET",
            uri: "/",
            querystring: "",
            clientIp: "203.0.113.7",
            headers: {},
            ...request,
          },
          ...record,
        },
      },
    ],
  }),
  sqs: (...records: readonly object[]) => ({
    Records: records.map((over, index) => ({
      messageId: `m${index}`,
      body: "hello",
      attributes: { ApproximateReceiveCount: "1", SentTimestamp: "1795348800000" },
      messageAttributes: {},
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:eu-central-1:123456789012:orders",
      ...over,
    })),
  }),
};

/** A notification as S3 sends it. `object` and `over` replace members. */
export const s3Record = (object: object = {}, over: object = {}) => ({
  eventVersion: "2.1",
  eventSource: "aws:s3",
  awsRegion: "eu-west-1",
  eventTime: "2026-11-22T12:00:00.123Z",
  eventName: "ObjectCreated:Put",
  responseElements: { "x-amz-request-id": "C3D13FE58DE4C810", "x-amz-id-2": "FMyUVURI" },
  s3: {
    bucket: { name: "uploads" },
    object: { key: "a.txt", size: 3, eTag: "abc", sequencer: "0055AED6DCD90281E5", ...object },
  },
  ...over,
});

/** Lambda's context. `left` is the remaining time in milliseconds. */
export function lambdaContext(over: Partial<LambdaContext> = {}, left = 30_000): LambdaContext {
  const deadline = Date.now() + left;
  return {
    awsRequestId: "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
    functionName: "shop",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:123456789012:function:shop",
    getRemainingTimeInMillis: () => deadline - Date.now(),
    ...over,
  };
}
