import { type CarriedBody, createRecord, HttpError, OnefnError } from "onefn/provider";
import { asRecord } from "../native.js";
import type { ResultBody } from "./body.js";
import type { WireHeaders } from "./headers.js";
import type { ResultHead } from "./response.js";
import { escapeQuery } from "./url.js";
import { httpCodec } from "./wire.js";

/**
 * A viewer or origin request of CloudFront.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
 */
export interface EdgeEvent {
  readonly Records: readonly [{ readonly cf: EdgeRecord }];
}

interface EdgeRecord {
  readonly config?: {
    readonly eventType?: string | undefined;
    readonly distributionDomainName?: string | undefined;
  };
  readonly request: {
    readonly method: string;
    readonly uri: string;
    readonly querystring?: string | undefined;
    readonly clientIp?: string | undefined;
    readonly headers?: WireHeaders;
    readonly body?: EdgeBody | undefined;
  };
}

interface EdgeBody {
  readonly data: string;
  readonly encoding: "base64" | "text";
  readonly inputTruncated?: boolean | undefined;
}

/** A response that a function generates instead of CloudFront. */
export interface EdgeResult {
  /** CloudFront expects the status as a string. */
  readonly status: string;
  readonly statusDescription?: string;
  readonly headers: Readonly<Record<string, readonly { readonly key: string; readonly value: string }[]>>;
  readonly body?: string;
  readonly bodyEncoding?: "text" | "base64";
}

/**
 * Lambda@Edge on viewer and origin requests: the function answers instead of the cache and the origin. There are
 * bodies only if the association includes them.
 */
export const edge = /* @__PURE__ */ httpCodec<EdgeEvent, EdgeResult>({
  trigger: "edge",
  matches(native) {
    const { Records } = asRecord(native);
    const { request, response } = asRecord(asRecord(asRecord(Records)[0]).cf);
    const { method, uri } = asRecord(request);
    return typeof method === "string" && typeof uri === "string" && response === undefined;
  },
  method: (event) => requestOf(event).method,
  path: (event) => requestOf(event).uri,
  query: (event) => escapeQuery(requestOf(event).querystring ?? ""),
  headers: (event) => requestOf(event).headers,
  body: (event) => bodyOf(requestOf(event).body),
  isCut: (event) => requestOf(event).body?.inputTruncated === true,
  domain: (event) => event.Records[0].cf.config?.distributionDomainName,
  peer: (event) => requestOf(event).clientIp,
  result,
  limit: (event) =>
    event.Records[0].cf.config?.eventType === "viewer-request" ? VIEWER_LIMIT : ORIGIN_LIMIT,
});

function requestOf(event: EdgeEvent): EdgeRecord["request"] {
  return event.Records[0].cf.request;
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const VIEWER_LIMIT = 40 * 1024;
const ORIGIN_LIMIT = 1024 * 1024;

/**
 * CloudFront truncates bodies at its limits. A truncated body is refused: reading it answers 413.
 *
 * @throws HttpError 413
 */
function bodyOf(body: EdgeBody | undefined): CarriedBody {
  if (!body) return {};
  if (!body.inputTruncated) return { body: body.data, isBase64Encoded: body.encoding === "base64" };
  throw new HttpError(413, "Content Too Large", {
    cause: new OnefnError(
      "ONEFN_BODY_TOO_LARGE",
      "[onefn/aws] CloudFront truncated the request's body: it passes on 40 KB to viewer requests and 1 MB to " +
        "origin requests. Let larger bodies through to an origin.",
    ),
  });
}

/**
 * Headers that make CloudFront answer 502, besides those of a connection: its own.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 */
const REFUSED =
  /^(?:content-length|expect|via|x-accel-.*|x-amz-cf-.*|x-amzn-(?:auth|cf-.*|errortype|fle-profile|header-(?:count|order)|lambda-integration-tag|requestid)|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/;

function result(head: ResultHead, { body, isBase64Encoded }: ResultBody): EdgeResult {
  const headers = createRecord<{ key: string; value: string }[]>();
  for (const [key, value] of Object.entries(head.headers)) {
    if (!REFUSED.test(key)) headers[key] = [{ key, value }];
  }
  if (head.cookies.length > 0) {
    headers["set-cookie"] = head.cookies.map((value) => ({ key: "set-cookie", value }));
  }
  return {
    status: String(head.status),
    ...(head.statusText && { statusDescription: head.statusText }),
    headers,
    ...(body && { body, bodyEncoding: isBase64Encoded ? "base64" : "text" }),
  };
}
