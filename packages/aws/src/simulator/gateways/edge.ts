import type { ClientRequest, HeaderLine } from "../client-request.js";
import { asBase64 } from "../event-body.js";
import type { Arrival, Gateway } from "../gateway.js";
import { bodyOf, isString, MalformedResult, objectOf, type Reply } from "../reply.js";
import { edgeResult } from "../results.js";
import { edgeRefusals } from "./refusals.js";

/** The two points at which a function can answer instead of the cache or the origin. */
export type EdgeEventType = "viewer-request" | "origin-request";

/**
 * The maximum size of the request body that a function sees, and of a response that it generates, in bytes.
 * @see
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge
 */
const LIMITS: Readonly<Record<EdgeEventType, number>> = {
  "viewer-request": 40 * 1024,
  "origin-request": 1024 * 1024,
};

/**
 * An event of Lambda@Edge with "include body" on. A longer body is truncated at the limit.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
 */
export function edgeEvent(request: ClientRequest, { requestId }: Arrival, eventType: EdgeEventType) {
  const seen = request.body.subarray(0, LIMITS[eventType]);
  return {
    Records: [
      {
        cf: {
          config: {
            distributionDomainName: "d111111abcdef8.cloudfront.net",
            distributionId: "EDFDVBD6EXAMPLE",
            eventType,
            requestId,
          },
          request: {
            body: {
              action: "read-only" as const,
              data: asBase64(seen, request),
              encoding: "base64" as const,
              inputTruncated: seen.length < request.body.length,
            },
            clientIp: request.ip,
            headers: edgeHeaders(request, eventType),
            method: request.method,
            querystring: request.query,
            uri: request.path,
            ...(eventType === "origin-request" && { origin: ORIGIN }),
          },
        },
      },
    ],
  };
}

/** The origin that CloudFront would ask if the function did not answer. */
const ORIGIN = {
  custom: {
    customHeaders: {},
    domainName: "origin.example.com",
    keepaliveTimeout: 5,
    path: "",
    port: 443,
    protocol: "https" as const,
    readTimeout: 30,
    sslProtocols: ["TLSv1.2"],
  },
};

function edgeHeaders(request: ClientRequest, eventType: EdgeEventType) {
  const headers: Record<string, { key: string; value: string }[]> = Object.create(null);
  const add = (key: string, value: string) => {
    const name = key.toLowerCase();
    headers[name] = [...(headers[name] ?? []), { key, value }];
  };
  for (const [name, value] of request.headers) add(name, value);
  if (eventType === "origin-request") {
    add("X-Forwarded-For", request.ip);
    add("Via", "2.0 d111111abcdef8.cloudfront.net (CloudFront)");
  }
  return headers;
}

/**
 * Headers that a function must not send.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 */
const DISALLOWED = new Set(
  (
    "connection expect keep-alive proxy-authenticate proxy-authorization proxy-connection trailer upgrade x-cache " +
    "x-forwarded-proto x-real-ip x-amzn-auth x-amzn-cf-billing x-amzn-cf-id x-amzn-cf-xff x-amzn-errortype " +
    "x-amzn-fle-profile x-amzn-header-count x-amzn-header-order x-amzn-lambda-integration-tag x-amzn-requestid " +
    "content-length transfer-encoding via"
  ).split(" "),
);
const DISALLOWED_FAMILY = /^x-(?:accel|amz-cf|edge)-/;

/**
 * A response that a function generates.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses-in-requests.html
 */
function edgeReply(result: unknown, eventType: EdgeEventType): Reply {
  const { status, statusDescription, headers, body, bodyEncoding, uri } = objectOf(result, "the result");
  if (uri !== undefined)
    throw new MalformedResult("the result is a request, but the simulator has no origin");
  if (typeof status !== "string" || !/^\d{3}$/.test(status)) {
    throw new MalformedResult("status is not a string of three digits");
  }
  if (statusDescription !== undefined && !isString(statusDescription)) {
    throw new MalformedResult("statusDescription is not a string");
  }
  if (bodyEncoding !== undefined && bodyEncoding !== "text" && bodyEncoding !== "base64") {
    throw new MalformedResult('bodyEncoding is neither "text" nor "base64"');
  }
  if (body === null) throw new MalformedResult("body is null");
  const bytes = bodyOf(body, bodyEncoding === "base64");
  if (status === "204" && body !== undefined) throw new MalformedResult("a 204 has a body");
  const lines = headers === undefined ? [] : headerLines(headers);
  refuseTooLarge(lines, typeof body === "string" ? body.length : 0, LIMITS[eventType]);
  return { status: Number(status), headers: lines, body: bytes };
}

function headerLines(headers: unknown): HeaderLine[] {
  return Object.entries(objectOf(headers, "headers")).flatMap(([name, values]) => {
    if (name !== name.toLowerCase()) throw new MalformedResult(`the header "${name}" is not in lower case`);
    if (DISALLOWED.has(name) || DISALLOWED_FAMILY.test(name)) {
      throw new MalformedResult(`the header "${name}" is not allowed`);
    }
    if (!Array.isArray(values)) throw new MalformedResult(`the header "${name}" is not a list`);
    return values.map((each): HeaderLine => {
      const { key, value } = objectOf(each, `a value of the header "${name}"`);
      if (typeof value !== "string" || (key !== undefined && String(key).toLowerCase() !== name)) {
        throw new MalformedResult(`the header "${name}" has an invalid value`);
      }
      return [name, value];
    });
  });
}

function refuseTooLarge(lines: readonly HeaderLine[], bodyLength: number, limit: number): void {
  const size = lines.reduce((sum, [name, value]) => sum + name.length + value.length, bodyLength);
  if (size > limit)
    throw new MalformedResult(`the response has ${size} bytes, but CloudFront accepts ${limit}`);
}

function edgeGateway(eventType: EdgeEventType, timeout: number): Gateway {
  return {
    trigger: `edge-${eventType}`,
    result: edgeResult,
    identities: [],
    requestLimit: Number.POSITIVE_INFINITY,
    patience: timeout,
    functionLimit: timeout,
    event: (request, arrival) => edgeEvent(request, arrival, eventType),
    reply: (result) => edgeReply(result, eventType),
    refusals: edgeRefusals,
  };
}

/** Lambda@Edge on viewer requests, where a function has five seconds. */
export const edgeViewerRequest: Gateway = edgeGateway("viewer-request", 5_000);

/** Lambda@Edge on origin requests, where a function has thirty seconds. */
export const edgeOriginRequest: Gateway = edgeGateway("origin-request", 30_000);
